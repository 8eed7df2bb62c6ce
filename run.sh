#!/usr/bin/env bash
# ./run.sh [run] [worksound.MainVerticle] [-conf FILE|JSON] [any option of vertx run]   builds what is not built and serves the page
# ./run.sh test [all] [any option of mvn]                                               runs the tests, or also those that take minutes each
# ./run.sh soak [MINUTES] [builtin|SPEED]                                               listens for so long (12) while segments come late and fail, a quarter of it to the stream, then passes a simulated day
# ./run.sh mutants                                                                      changes the arithmetic on purpose, and fails where no test notices
# ./run.sh bench [NAME...]                                                              measures what it costs, beside nginx, sox and others
# ./run.sh seam [--at SECONDS] FILE.wav...                                              says whether music goes on where a model's begins, as JSON
# ./run.sh rehearse [-conf FILE|JSON] [-n SEGMENTS]                                     makes a few segments on the GPU host unheard, and says what to change
# JAVA_HOME is the Java that is used, JAVA_OPTS are settings of the JVM that win over those below.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=$home/target/worksound.jar
mvn=(mvn --batch-mode --no-transfer-progress --file "$home/pom.xml")

say() { printf 'worksound: %s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

# install NEEDED PACKAGE...: by apt-get where that is possible, else says in one line what is missing
install() {
  if [ "$(id -u)" -eq 0 ]; then sudo=(); else sudo=(sudo -n); fi
  if command -v apt-get >/dev/null && "${sudo[@]}" true 2>/dev/null; then
    say "installing ${*:2}"
    "${sudo[@]}" apt-get update -qq >&2 &&
      "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${@:2}" >&2 && return
  fi
  fail "$1 is needed: install it (on Debian: apt-get install ${*:2}) and run this again"
}

need() { command -v "$1" >/dev/null || install "${@:2}"; }

need_java() {
  version=$(java -version 2>&1 || true)
  if command -v "${1:-java}" >/dev/null && [[ $version =~ version\ \"(1[7-9]|[2-9][0-9]|[1-9][0-9][0-9]) ]]; then return; fi
  [ -z "${JAVA_HOME:-}" ] || fail "JAVA_HOME is $JAVA_HOME, expected a JDK of Java 17 or newer"
  install 'Java 17 or newer (JDK)' default-jdk-headless
  version=$(java -version 2>&1)
}

need_to_build() { need_java javac; need mvn 'Maven' maven; }
need_to_test() { need_to_build; need "${CHROMIUM:-/usr/bin/chromium}" 'Chromium' chromium; }
# A program that some of the tests hear or decode with: without it they are skipped and say so.
want() { (need "$@") || say "tests that need $2 will be skipped"; }

# compile_tests [any option of mvn]: and what they need as a class path, in the project's folder
compile_tests() {
  cd "$home"
  "${mvn[@]}" --quiet test-compile dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/classpath "$@" >&2
  classpath=target/test-classes:target/classes:$(<target/classpath)
}

build() {
  if [ -f "$jar" ] && [ -z "$(find "$home/src/main" "$home/webroot" "$home/conf" "$home/pom.xml" -newer "$jar" -print -quit)" ]; then return; fi
  need_to_build
  say 'building'
  "${mvn[@]}" --quiet package -DskipTests >&2
}

# The settings that the server runs with; plain java -jar does the same and takes more memory and more time to start.
# One program with little to do: the serial collector, and a heap that stays near what lives in it (8 MB, and what a segment is examined
# in), that is given back at once, with a young generation that is small for the same reason. With 2 MB less of it a segment is accepted 10 ms later
# and the next task submitted 5 ms later.
jvm=(-XX:+UseSerialGC -Xms18m -Xmx72m -Xmn4m -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10 -XX:-ShrinkHeapInSteps)
# The compiler waits until code has run six times as often as usual, and Java 17 gives up what has not run for long the sooner, the fuller its 16 MB
# are: 10 MB of code after an hour of music, where it would be 18 after half of one, and music is made as fast. It inlines less: within Java's own
# limits it takes 29 MB to compile one block of music with all that it calls, within these 11.
jvm+=(-XX:CompileThresholdScaling=6 -XX:ReservedCodeCacheSize=16m -XX:FreqInlineSize=100 -XX:MaxInlineLevel=9)
# Java 17 compiles a class of its own for each method that is called often by reflection, as Jackson does: 200 classes that save nothing here.
jvm+=(-Dsun.reflect.inflationThreshold=2147483647)
# Nobody records what Netty does with its buffers; for these events Java loads its recorder, which is 0.7 MB of classes and 0.1 s of work at a start.
jvm+=(-Dio.netty.jfr.enabled=false)
# What a thread reads or writes a file through stays outside the heap as long as the thread lives, but for what is larger than this.
jvm+=(-Djdk.nio.maxCachedBufferSize=65536)
# What the compiler took from malloc and gave back goes back to the system too, from one arena, where this Java can (17.0.9 and later).
jvm+=(-XX:+IgnoreUnrecognizedVMOptions -XX:TrimNativeHeapInterval=500)
export MALLOC_ARENA_MAX=1
# The archive of classes (below) stays where it was made for: moved to a random address, nearly all of it is written to and so copied into memory.
jvm+=(-XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0)
# Out of memory it ends, rather than go on half dead: who started it can start it again, and Play takes the music up.
jvm+=(-XX:+ExitOnOutOfMemoryError)

# Java 17 cannot make its own archive of parsed classes; without one a start takes 2.4 times that of an empty Vert.x server, with one 1.1.
settings() {
  archive=$home/target/worksound-$(cksum <<<"$version $jar" | cut -d ' ' -f 1).jsa
  if [ ! "$archive" -nt "$jar" ] && [ -w "$home/target" ]; then make_archive || true; fi
  if [ -s "$archive" ]; then jvm+=('-Xlog:cds*=off' "-XX:SharedArchiveFile=$archive"); fi
  # Two garbage collectors are refused.
  if [[ ${JAVA_OPTS:-} =~ -XX:\+Use[A-Za-z0-9]+GC ]]; then jvm=("${jvm[@]/-XX:+UseSerialGC/-XX:-UseSerialGC}"); fi
  read -ra options <<<"${JAVA_OPTS:-}"
  jvm+=("${options[@]}")
}

# From one start of the server without a warm-up: Java 17 archives a method that waits for its compiler as one that waits for ever, and
# music from code that is never compiled takes five times as long. It is moved into place: half an archive would end the next JVM. Where none can be made an empty file keeps
# the next start from trying again. Who interrupts it has no process and no folder left: the JVM is killed as if its minute were over.
make_archive() {
  making='' maker='' ended=0
  trap '{ kill -ALRM "$maker" && wait "$maker"; } 2>/dev/null || true; rm -rf "$making"; exit 130' INT TERM HUP
  find "$home/target" -maxdepth 1 -name 'worksound-*.jsa' ! -newer "$jar" -delete
  making=$(mktemp -d "$home/target/archive.XXXXXX") || return
  XDG_STATE_HOME=$making timeout --foreground -s KILL 60 java "${jvm[@]}" "-XX:ArchiveClassesAtExit=$making/jsa" -jar "$jar" \
    -conf '{"http": {"port": 0}, "engine": {"warm_up_seconds": 0}}' >"$making/log" 2>&1 &
  maker=$!
  until grep -qs 'listening on' "$making/log" || ! kill -0 "$maker" 2>/dev/null; do sleep 0.1; done
  kill "$maker" 2>/dev/null
  wait "$maker" || ended=$?   # 143 from a JVM that was asked to end and has done so
  if [ "$ended" -ne 143 ] || [ ! -f "$making/jsa" ]; then : >"$making/jsa"; fi
  mv -f "$making/jsa" "$archive"
  rm -rf "$making"; trap - INT TERM HUP
}

[ -z "${JAVA_HOME:-}" ] || [ -x "$JAVA_HOME/bin/java" ] || fail "JAVA_HOME is $JAVA_HOME, expected a folder with bin/java"
PATH=${JAVA_HOME:+$JAVA_HOME/bin:}$PATH

case ${1:-} in
  test)
    need_to_test
    for program in firefox-esr parec; do want "$program" 'Firefox with PulseAudio' firefox-esr pulseaudio pulseaudio-utils; done
    for program in WebKitWebDriver Xvfb dbus-daemon; do
      want "$program" 'WebKitGTK and a desktop' webkit2gtk-driver xvfb gstreamer1.0-pulseaudio dbus
    done
    for program in ffmpeg mpv; do want "$program" 'ffmpeg and mpv' ffmpeg mpv; done
    want zbarimg 'ZBar' zbar-tools
    # Debian starts what it installs, which is here only relayed through.
    command -v icecast2 >/dev/null || (need icecast2 'Icecast' icecast2; "${sudo[@]}" systemctl disable --quiet --now icecast2 2>/dev/null || true) ||
      say 'tests that need Icecast will be skipped'
    # What takes minutes is worth compiling well.
    if [ "${2:-}" = all ]; then set -- test -Dexcluded.groups=soak -Dtest.jvm=-XX:+UseSerialGC "${@:3}"; fi
    "${mvn[@]}" verify "${@:2}"
    tail -n 1 "$home/target/requirements.md" 2>/dev/null || true ;;
  soak)
    need_to_test; build
    exec "${mvn[@]}" --quiet test -Dtest='SoakTest,StreamSoakTest,SimulatedDayTest#aWholeDay' -Dexcluded.groups=none -Dtest.jvm=-XX:+UseSerialGC -Dtest.forks=1 -Dmaven.test.redirectTestOutputToFile=false \
      -Dsoak.minutes="${2:-12}" -Dsoak.engine="${3:-standin}" ;;
  mutants)
    need_to_test; compile_tests -Pmutants org.pitest:pitest-maven:mutationCoverage
    exec java -cp "$classpath" worksound.mutants.Mutants ;;
  bench)
    need_to_test; need sox 'sox' sox; need ffmpeg 'ffmpeg' ffmpeg
    [ -d /usr/share/games/wesnoth/1.16/data/core/music ] || install 'the music of Wesnoth 1.16' wesnoth-1.16-music
    PATH=$PATH:/usr/sbin   # where Debian puts nginx; it also starts what it installs, which is here only compared with
    command -v nginx >/dev/null || { install 'nginx' nginx-light; "${sudo[@]}" systemctl disable --quiet --now nginx 2>/dev/null || true; }
    build; settings
    compile_tests
    java=$(printf '%s\n' env "MALLOC_ARENA_MAX=$MALLOC_ARENA_MAX" java "${jvm[@]}")
    exec env -u MALLOC_ARENA_MAX java -cp "$classpath" -Dbench.java="$java" worksound.bench.Bench "${@:2}" ;;
  *)
    build; need_java; settings
    if [ "${1:-}" = seam ]; then exec java "${jvm[@]}" -cp "$jar" worksound.audio.BoundaryCommand "${@:2}"; fi
    if [ "${1:-}" = rehearse ]; then exec java "${jvm[@]}" -cp "$jar" worksound.rehearsal.RehearsalCommand "${@:2}"; fi
    exec java "${jvm[@]}" -jar "$jar" "$@" ;;
esac
