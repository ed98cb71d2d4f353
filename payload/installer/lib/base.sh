# What every part of the installer uses. A test points these at folders of its own.
: "${sys:=/sys}" "${proc:=/proc}" "${dev:=/dev}"

# stop SENTENCE: ends the step (steps run in a shell of their own) with what failed and what to do.
stop() {
	echo "$1" >&2
	exit 1
}

# matches VALUE REGEX: the whole value, which must be one line.
matches() {
	case $1 in *'
'*) return 1 ;; esac
	printf '%s\n' "$1" | grep -qxE -- "$2"
}

# replace_file FILE MODE: standard input in place of FILE, whole or not at all.
replace_file() {
	mkdir -p "$(dirname "$1")"
	(umask 077 && cat >"$1.new")
	chmod "$2" "$1.new"
	mv "$1.new" "$1"
}
