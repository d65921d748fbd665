# Sourced by mvnw: sets JAVA_HOME to a JDK that can build and run Scriptorium, so that Maven, the
# compiler, the tests and Open Liberty all use that one, whatever `java` on the PATH is.
# Each candidate's `release` file is read; none is started.

wanted_jdk=25

# Prints the feature number of the JDK in $1: 25 for JAVA_VERSION="25.0.3".
jdk_feature() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

jdk_fits() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && [ "$(jdk_feature "$1")" -ge "$wanted_jdk" ]
}

# Prints the home of the `java` on the PATH, followed through its links.
jdk_on_path() {
  java_command=$(command -v java) || return 0
  java_command=$(readlink -f "$java_command") || return 0
  printf '%s\n' "${java_command%/bin/java}"
}

find_jdk() {
  for jdk in \
    "${JAVA_HOME:-}" \
    "$(jdk_on_path)" \
    /usr/lib/jvm/* \
    /opt/* /opt/*/* \
    "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* \
    "${ASDF_DATA_DIR:-$HOME/.asdf}"/installs/java/* \
    "${MISE_DATA_DIR:-$HOME/.local/share/mise}"/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$jdk" ] && jdk_fits "$jdk"; then
      JAVA_HOME=$jdk
      export JAVA_HOME
      return 0
    fi
  done
  echo "Scriptorium needs JDK $wanted_jdk or newer, and there is none in JAVA_HOME (${JAVA_HOME:-not set}), on the PATH, in /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks, asdf's, mise's, macOS's or Homebrew's folders: install one, for example from https://adoptium.net, or set JAVA_HOME." >&2
  return 1
}

find_jdk || exit 1
