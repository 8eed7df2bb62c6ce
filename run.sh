#!/usr/bin/env bash
# ./run.sh [run] [worksound.MainVerticle] [-conf FILE|JSON] [any option of vertx run]   builds what is not built and serves the page
# ./run.sh test                                                                         runs all tests
# ./run.sh soak [MINUTES] [builtin]                                                     listens for so long (12) while segments come late and fail, then passes a simulated day
# ./run.sh bench [NAME...]                                                              measures what it costs, beside nginx, sox and others
# JAVA_HOME is the Java that is used, JAVA_OPTS are settings of the JVM that win over those below.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=$home/target/worksound.jar

say() { printf 'worksound: %s\n' "$*" >&2; }

# install NEEDED PACKAGE...: by apt-get where that is possible, else says in one line what is missing
install() {
  local needed=$1
  shift
  sudo=()
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

if [ -n "${JAVA_HOME:-}" ]; then
  if [ ! -x "$JAVA_HOME/bin/java" ]; then
    say "JAVA_HOME is $JAVA_HOME, expected a folder with bin/java"
    exit 1
  fi
  PATH=$JAVA_HOME/bin:$PATH
fi

java_version() { java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1; }

need_java() {
  if [ -n "${JAVA_HOME:-}" ] && [ "$(java_version || echo 0)" -lt 17 ]; then
    say "JAVA_HOME is $JAVA_HOME, expected Java 17 or newer"
    exit 1
  fi
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

need_nginx() {
  PATH=$PATH:/usr/sbin   # where Debian puts it, which is not on everyone's path
  if ! command -v nginx >/dev/null; then
    install 'nginx' nginx-light
    # Debian starts and enables what it installs; here it is only compared with.
    "${sudo[@]}" systemctl disable --quiet --now nginx 2>/dev/null || true
  fi
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

# The settings that the server runs with; plain java -jar does the same and takes more memory and more time to start.
# One program with little to do: the serial collector, and a heap that stays near what lives in it (25 MB, 40 MB while a segment is
# examined), with a young generation that is small for the same reason.
jvm=(-XX:+UseSerialGC -Xms16m -Xmx72m -Xmn8m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20)
# What the compiler took from malloc and gave back goes back to the system too, from one arena, where this Java can (17.0.9 and later).
jvm+=(-XX:+IgnoreUnrecognizedVMOptions -XX:TrimNativeHeapInterval=1000)
export MALLOC_ARENA_MAX=1
# Out of memory it ends, rather than go on half dead: who started it can start it again, and Play takes the music up.
jvm+=(-XX:+ExitOnOutOfMemoryError)
# Classes come parsed and verified from an archive, one for each Java and its settings.
jvm+=('-Xlog:cds*=off')
read -ra options <<<"${JAVA_OPTS:-}"
# Two garbage collectors are refused.
if [[ ${JAVA_OPTS:-} =~ -XX:\+Use[A-Za-z0-9]+GC ]]; then jvm=("${jvm[@]/-XX:+UseSerialGC/-XX:-UseSerialGC}"); fi
jvm+=("${options[@]}")

archive() { printf '%s/target/worksound-%s.jsa' "$home" "$({ readlink -f "$(command -v java)"; printf '%s\n' "${jvm[@]}"; } | cksum | cut -d ' ' -f 1)"; }

is_archived() { [ "$archive" -nt "$jar" ] && [ -z "$(find "$(readlink -f "$(command -v java)")" -cnewer "$archive" -print -quit)" ]; }

# Makes the archive from one start of the server. Without it everything works as well, so nothing here may fail a start, and an empty
# file keeps the next start from trying again. Who is interrupted leaves nothing behind: bash has its background jobs ignore Ctrl-C.
make_archive() {
  archive=$(archive)
  is_archived || [ ! -w "$home/target" ] && return
  find "$home/target" -maxdepth 1 -name "worksound-*.jsa" ! -newer "$jar" -delete
  making=$(mktemp -d "$home/target/archive.XXXXXX") || return 0
  server=
  trap drop_making EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  java "${jvm[@]}" "-XX:ArchiveClassesAtExit=$making/jsa" -jar "$jar" \
    -conf "{\"http\": {\"port\": 0}, \"audio\": {\"dir\": \"$making/audio\"}}" >"$making/log" 2>&1 &
  server=$!
  local deadline=$((SECONDS + 60))
  while is_making && ! grep -qs 'listening on' "$making/log"; do sleep 0.1; done
  kill "$server" 2>/dev/null || true
  while is_making; do sleep 0.1; done
  if kill -0 "$server" 2>/dev/null || ! mv "$making/jsa" "$archive" 2>/dev/null; then : >"$archive"; fi
  drop_making
  trap - EXIT INT TERM
}

is_making() { [ "$SECONDS" -lt "$deadline" ] && kill -0 "$server" 2>/dev/null; }

drop_making() {
  if [ -n "$server" ]; then
    kill -9 "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
  fi
  rm -rf "$making"
}

# Has the server use the archive where there is one: a Java that cannot read the file named to it does without its own archive too.
archive_classes() {
  make_archive
  if [ -s "$archive" ]; then jvm+=("-XX:SharedArchiveFile=$archive"); fi
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
    maven --quiet test -Dtest='SoakTest,SimulatedDayTest#aWholeDay' -Dexcluded.groups=none -Dtest.forks=1 -Dsoak.minutes="${2:-12}" -Dsoak.engine="${3:-standin}"
    ;;
  bench)
    shift
    need_build_tools
    need_browser
    need_nginx
    command -v sox >/dev/null || install 'sox' sox
    build
    archive_classes
    cd "$home"
    mkdir -p target/bench
    maven --quiet test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/bench/classpath >&2
    exec env -u MALLOC_ARENA_MAX java -cp "target/test-classes:target/classes:$(cat target/bench/classpath)" \
      -Dbench.java="env MALLOC_ARENA_MAX=$MALLOC_ARENA_MAX java ${jvm[*]}" worksound.bench.Bench "$@"
    ;;
  *)
    build
    need_java
    archive_classes
    exec java "${jvm[@]}" -jar "$jar" "$@"
    ;;
esac
