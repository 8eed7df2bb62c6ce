#!/usr/bin/env bash
# ./run.sh [run] [worksound.MainVerticle] [-conf FILE|JSON] [any option of vertx run]   builds what is not built and serves the page
# ./run.sh test                                                                         runs all tests
# ./run.sh soak [MINUTES] [builtin]                                                     listens for so long (12) while segments come late and fail
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=$home/target/worksound.jar

say() { printf 'worksound: %s\n' "$*" >&2; }

# install NEEDED PACKAGE...: by apt-get where that is possible, else says in one line what is missing
install() {
  local needed=$1
  shift
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then sudo=(sudo -n); fi
  if command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; then
    say "installing $*"
    if "${sudo[@]}" apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "$@" >&2; then
      return
    fi
  fi
  say "$needed is needed: install it (on Debian: apt-get install $*) and run this again"
  exit 1
}

java_version() { java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1; }

need_java() {
  if ! command -v "${1:-java}" >/dev/null || [ "$(java_version || echo 0)" -lt 17 ]; then
    install 'Java 17 or newer (JDK)' default-jdk-headless
  fi
}

need_build_tools() {
  need_java javac
  command -v mvn >/dev/null || install 'Maven' maven
}

need_browser() {
  [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || install 'Chromium' chromium
}

maven() { mvn --batch-mode --no-transfer-progress --file "$home/pom.xml" "$@"; }

is_built() { [ -f "$jar" ] && [ -z "$(find "$home/src/main" "$home/webroot" "$home/conf" "$home/pom.xml" -newer "$jar" -print -quit)" ]; }

build() {
  if ! is_built; then
    need_build_tools
    say 'building'
    maven --quiet package -DskipTests >&2
  fi
}

case ${1:-} in
  test)
    shift
    need_build_tools
    need_browser
    maven verify "$@"
    ;;
  soak)
    need_build_tools
    need_browser
    build
    maven --quiet test -Dtest=SoakTest -Dexcluded.groups=none -Dsoak.minutes="${2:-12}" -Dsoak.engine="${3:-standin}"
    ;;
  *)
    build
    need_java
    # Serial collector and a small heap: the work is I/O and one synthesizer, so parallel collection would only cost memory.
    exec java -XX:+UseSerialGC -Xms32m -Xmx192m -jar "$jar" "$@"
    ;;
esac
