# What the first programs of the install medium and of the deploy shim share.

# argument NAME DEFAULT: value of NAME=VALUE on the kernel's command line.
argument() {
	for word in $(cat /proc/cmdline); do
		case $word in
			"$1"=*) echo "${word#*=}" && return ;;
		esac
	done
	echo "$2"
}

has_word() { grep -qw -- "$1" /proc/cmdline; }

mount_early() {
	mkdir -p /proc /sys /dev /run /tmp
	mount -t proc proc /proc
	mount -t sysfs sysfs /sys
	grep -q " /dev " /proc/mounts || mount -t devtmpfs devtmpfs /dev
	mkdir -p /dev/pts
	mount -t devpts devpts /dev/pts
	mount -t tmpfs -o mode=0755 tmpfs /run
	dmesg -n 4
}

# Modules of the list and drivers of the devices that are there: all at once, with an end. Nothing to do where they are built in.
load_drivers() {
	[ -d "/lib/modules/$(uname -r)" ] || return 0
	timeout 20 xargs -r -n 1 -P 8 modprobe -q -b <"/etc/smech/modules" 2>/dev/null
	find /sys/devices -name modalias -exec cat {} + 2>/dev/null | sort -u |
		timeout 20 xargs -r -n 1 -P 8 modprobe -q -b 2>/dev/null
}

# start_newroot PROGRAM: the rest of the system.
start_newroot() {
	# A link there may be absolute, so that it can't be followed from here.
	[ -e "/newroot$1" ] || [ -L "/newroot$1" ] || die "$1 is missing in the root file system"
	for dir in dev proc sys run; do
		mount --move "/$dir" "/newroot/$dir" || die "/$dir can't be moved into the new root"
	done
	exec switch_root /newroot "$1"
}

# die REASON: says why, shows what there is, and leaves the operator a shell.
die() {
	echo
	echo "smechvisor: cannot start: $1"
	echo "Drives seen by the kernel:"
	grep -v ' loop' /proc/partitions
	shell "'exit' starts the machine again."
	reboot -f
}

# shell HINT
shell() {
	echo "smechvisor: starting a rescue shell. $1"
	setsid cttyhack sh
}
