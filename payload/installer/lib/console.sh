# The console that the operator sits at: of several that the kernel was told of, the last.

main_console() { awk '{ print $NF }' "$sys/class/tty/console/active"; }

# serial_console: as in the kernel's console=, with the speed alone of what may follow it; nothing where it is the screen.
serial_console() {
	local name speed
	name=$(main_console)
	case $name in ttyS* | hvc*) ;; *) return 0 ;; esac
	speed=$(tr ' ' '\n' <"$proc/cmdline" | sed -n "s/^console=$name,\([0-9]*\).*/\1/p" | tail -n 1)
	echo "$name,${speed:-9600}"
}
