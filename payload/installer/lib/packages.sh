# The packages of the medium: NAME.tar.xz and SHA256SUMS in one folder.

# check_packages FOLDER
check_packages() {
	[ -r "$1/SHA256SUMS" ] || stop "$1 has no SHA256SUMS: this system was not started from a SmechVisor medium."
	(cd "$1" && sha256sum -c SHA256SUMS) || stop "The medium is damaged: a package's sum differs. Make the medium again."
}

# percent_read PID BYTES: how much of its standard input a process has read. Nothing once it has ended.
percent_read() {
	position=$(sed -n 's/^pos:[[:space:]]*//p' "$proc/$1/fdinfo/0" 2>/dev/null) || return 0
	[ -z "$position" ] || echo $((position * 100 / $2))
}

# unpack_package FILE TARGET: prints its percentage while it unpacks.
unpack_package() {
	bytes=$(stat -c %s "$1")
	pipe=$(mktemp -u)
	mkfifo "$pipe"
	tar -x -p -f - -C "$2" <"$pipe" >&2 &
	tar=$!
	xz -dc <"$1" >"$pipe" &
	xz=$!
	while kill -0 $xz 2>/dev/null; do
		percent_read $xz "$bytes"
		sleep 1
	done
	rm -f "$pipe"
	xz_end=0 tar_end=0
	wait $xz || xz_end=$?
	wait $tar || tar_end=$?
	# 141: it had nobody left to write to, so it is the other end that failed.
	case $xz_end in
		0 | 141) [ $tar_end = 0 ] || stop "$1 can't be written to the disk: it is full or damaged." ;;
		*) stop "$1 can't be decompressed: the medium is damaged or memory is short." ;;
	esac
}

# keep_packages FOLDER TARGET: the new system serves them to other machines, and goes back to them after an upgrade.
keep_packages() {
	kept=$2/var/lib/smechvisor/packages
	mkdir -p "$kept"
	cp "$1"/*.tar.xz "$1/SHA256SUMS" "$kept"
}
