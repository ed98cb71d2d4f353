# check_NAME VALUE: a sentence about what is wrong with an answer; silent where nothing is.

zoneinfo=/usr/share/zoneinfo
keymaps=/usr/share/keymaps
byte='(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])'
ipv4="($byte\.){3}$byte"

check_timezone() {
	matches "$1" '[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*' && [ -f "$zoneinfo/$1" ] || echo "There is no time zone $1."
}

check_keyboard() {
	matches "$1" '[a-z0-9-]+' && [ -f "$keymaps/$1.bmap" ] || echo "There is no keyboard $1."
}

check_hostname() {
	matches "$1" '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?' ||
		echo "No host name: $1. It has small letters, digits and - inside, 63 at most."
}

check_password() { [ -n "$1" ] || echo "The password must not be empty."; }

check_password_hash() {
	matches "$1" '\$6\$(rounds=[0-9]{4,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{86}' ||
		echo "root has no password: it, or its SHA-512 hash (\$6\$...), is required."
}

check_network() {
	case $1 in
		dhcp | static) ;;
		*) echo "The network is dhcp or static, not $1." ;;
	esac
}

check_interface() {
	for port in $(network_ports); do [ "$port" != "$1" ] || return 0; done
	echo "This machine has no Ethernet port $1."
}

check_address() {
	matches "$1" "$ipv4/([1-9]|[12][0-9]|3[012])" || echo "No address: $1. It has four numbers and a prefix, such as 192.0.2.10/24."
}

# network_of ADDRESS PREFIX: its network as a number.
network_of() {
	address=$1
	value=0
	for _ in 1 2 3 4; do
		value=$((value << 8 | ${address%%.*}))
		address=${address#*.}
	done
	echo $((value >> (32 - $2)))
}

# check_gateway VALUE: none, or one that the port can reach.
check_gateway() {
	[ -n "$1" ] || return 0
	matches "$1" "$ipv4" || { echo "No address of a gateway: $1. It has four numbers, such as 192.0.2.1." && return; }
	prefix=${answer_address#*/}
	[ "$(network_of "$1" "$prefix")" = "$(network_of "${answer_address%/*}" "$prefix")" ] ||
		echo "The gateway $1 is not in the network of $answer_address."
}

check_dns() {
	[ -z "$1" ] || matches "$1" "$ipv4(,$ipv4){0,2}" || echo "No name servers: $1. They are up to three addresses with commas between."
}

check_console() {
	[ -z "$1" ] || matches "$1" '(ttyS[0-9]|hvc[0-9]),(9600|19200|38400|57600|115200)' || echo "No console: $1. It is like ttyS0,115200."
}

check_token() {
	[ -z "$1" ] || matches "$1" '[A-Za-z0-9_-]{16,128}' || echo "A token has 16 to 128 letters, digits, - and _."
}

check_finish() {
	case $1 in
		reboot | poweroff | stay) ;;
		*) echo "The end is reboot, poweroff or stay, not $1." ;;
	esac
}

check_layout() { [ "$1" = disk ] || echo "The layout is disk or partitions, not $1."; }

check_disk() {
	case $1 in
		only) echo "disk=only needs exactly one usable disk; there are: $(usable_disks | tr '\n' ' ')" ;;
		'' | *[!a-z0-9]*) echo "No disk: $1. It is a name such as sda or nvme0n1, or only." ;;
		*) disk_refusal "$1" ;;
	esac
}

# check_partition NAME LEAST_MIB
check_partition() {
	if ! matches "$1" '[a-z0-9]+' || [ ! -e "$sys/class/block/$1/partition" ]; then
		echo "This machine has no partition $1."
	elif in_use "$1"; then
		echo "$1 is in use: choose another or release it first."
	elif [ "$(device_mib "$1")" -lt "$2" ]; then
		echo "$1 is too small ($(readable_size "$(device_mib "$1")")): at least $(readable_size "$2") is needed."
	fi
}

check_root() { check_partition "$1" $minimum_mib; }

check_esp() {
	[ -n "$1" ] || return 0
	said=$(check_partition "$1" 32)
	[ -z "$said" ] || { echo "$said" && return; }
	[ "$1" != "$answer_root" ] || echo "$1 can't be both root and EFI system partition."
	[ "$answer_format_esp" = yes ] || [ "$(file_system_of "$1")" = vfat ] || echo "$1 holds no FAT file system: format it, or choose another EFI system partition."
}

check_swap() {
	[ -n "$1" ] || return 0
	[ "$1" != "$answer_root" ] && [ "$1" != "$answer_esp" ] || { echo "$1 has another use already, it can't be swap." && return; }
	check_partition "$1" 16
}

# check_boot: with the root and ESP chosen, the machine has a way to start.
check_boot() {
	if [ -z "$answer_esp" ]; then
		[ "$(firmware)" = BIOS ] || { echo "This machine starts by UEFI: choose an EFI system partition." && return; }
		can_boot_bios "$(disk_of "$answer_root")" || echo "The disk of $answer_root has no BIOS boot partition: make one (1 MiB, type BIOS boot), or choose an EFI system partition."
	fi
}
