# What makes an unpacked system this machine's. Every function may run twice.

uuid_of() { blkid -c /dev/null -s UUID -o value "$dev/$1"; }

# fstab_lines ROOT_UUID ESP_UUID SWAP_UUID: the last two may be empty.
fstab_lines() {
	echo "UUID=$1  /  ext4  defaults,noatime  0  1"
	[ -z "$2" ] || echo "UUID=$2  /boot/efi  vfat  umask=0077  0  2"
	[ -z "$3" ] || echo "UUID=$3  none  swap  sw  0  0"
}

# write_fstab TARGET ROOT ESP SWAP: devices; the last two may be empty.
write_fstab() {
	root_uuid=$(uuid_of "$2") || stop "$2 has no UUID: it could not be formatted."
	esp_uuid=${3:+$(uuid_of "$3")}
	swap_uuid=${4:+$(uuid_of "$4")}
	{
		grep -v '^UUID=' "$1/etc/fstab"
		fstab_lines "$root_uuid" "$esp_uuid" "$swap_uuid"
	} | replace_file "$1/etc/fstab" 0644
}

# write_hostname TARGET NAME
write_hostname() {
	echo "$2" | replace_file "$1/etc/hostname" 0644
	printf '127.0.0.1 localhost\n127.0.1.1 %s\n::1 localhost ip6-localhost\n' "$2" | replace_file "$1/etc/hosts" 0644
}

# hash_password: the SHA-512 hash of the line on standard input; in no process's arguments.
hash_password() { mkpasswd -m sha512 -P 0; }

# set_root_password TARGET: the hash is in $password_hash, not in an argument that others may see.
set_root_password() {
	hash=$password_hash awk -F: -v OFS=: '$1 == "root" { $2 = ENVIRON["hash"] } { print }' "$1/etc/shadow" |
		replace_file "$1/etc/shadow" 0600
}

# set_timezone TARGET ZONE
set_timezone() {
	[ -e "$1/usr/share/zoneinfo/$2" ] || stop "The time zone $2 is not in the installed system."
	ln -snf "/usr/share/zoneinfo/$2" "$1/etc/localtime"
}

# set_keyboard TARGET KEYMAP
set_keyboard() { echo "keymap=$2" | replace_file "$1/etc/conf.d/keymap" 0644; }

# netmask_of PREFIX: 24 -> 255.255.255.0
netmask_of() {
	mask=$((0xffffffff << (32 - $1) & 0xffffffff))
	echo "$((mask >> 24)).$((mask >> 16 & 255)).$((mask >> 8 & 255)).$((mask & 255))"
}

# static_interface PORT ADDRESS/PREFIX GATEWAY: for /etc/network/interfaces; the gateway may be empty.
static_interface() {
	echo "auto $1"
	echo "iface $1 inet static"
	echo "    address ${2%/*}"
	echo "    netmask $(netmask_of "${2#*/}")"
	[ -z "$3" ] || echo "    gateway $3"
}

# write_static_network TARGET PORT ADDRESS/PREFIX GATEWAY SERVERS: other ports then stay without an address.
write_static_network() {
	{
		grep '^#' "$1/etc/network/interfaces"
		echo
		static_interface "$2" "$3" "$4"
	} | replace_file "$1/etc/network/interfaces" 0644
	for server in $(echo "$5" | tr ',' ' '); do echo "nameserver $server"; done | replace_file "$1/etc/resolv.conf" 0644
	sed 's/^dhcp_unnamed=.*/dhcp_unnamed=no/' "$1/etc/conf.d/networking" | replace_file "$1/etc/conf.d/networking" 0644
}

# set_console TARGET CONSOLE: the serial console of the boot menu's first entry too. An empty one leaves it on the screen.
set_console() {
	[ -n "$2" ] || return 0
	sed -e "s/^GRUB_CMDLINE_LINUX_DEFAULT=.*/GRUB_CMDLINE_LINUX_DEFAULT=\"quiet console=tty0 console=$2\"/" \
		-e "s/^GRUB_SERIAL_CONSOLE=.*/GRUB_SERIAL_CONSOLE=\"$2\"/" "$1/etc/default/grub" |
		replace_file "$1/etc/default/grub" 0644
}

# make_token TARGET TOKEN: the control plane's; an empty one is drawn from the kernel's random source.
make_token() {
	token=${2:-$(od -An -v -tx1 -N16 /dev/urandom | tr -d ' \n')}
	printf '%s' "$token" | replace_file "$1/etc/smechvisor/token" 0600
}
