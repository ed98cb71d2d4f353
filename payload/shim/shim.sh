# What the deploy shim can do; also the commands of its shell.

ports() {
	for dir in /sys/class/net/*; do
		[ -e "$dir/device" ] && [ "$(cat "$dir/type")" = 1 ] && echo "${dir##*/}"
	done
}

# DHCP on all ports at once; each gives up after about ten seconds.
get_addresses() {
	for port in $(ports); do
		ip link set "$port" up
		udhcpc -n -q -t 4 -T 2 -s /usr/share/udhcpc/default.script -i "$port" -x hostname:smechvisor-shim >/dev/null 2>&1 &
	done
	wait
}

address() { ip -4 addr show dev "$1" | sed -n 's/^ *inet \([^ ]*\).*/\1/p'; }
drives() {
	for dir in /sys/block/*; do
		[ -e "$dir/size" ] || continue
		case ${dir##*/} in loop* | ram* | sr* | zram*) continue ;; esac
		echo "${dir##*/} $(($(cat "$dir/size") / 2097152)) GiB $(cat "$dir/device/model" 2>/dev/null)"
	done
}
row() { printf '  %-10s %s\n' "$1" "$2"; }

summary() {
	echo
	echo "SmechVisor Deploy Shim $(cat /etc/smech/version)"
	echo
	row Machine "$(cat /sys/class/dmi/id/sys_vendor /sys/class/dmi/id/product_name 2>/dev/null | tr '\n' ' ')"
	row Firmware "$([ -d /sys/firmware/efi ] && echo UEFI || echo BIOS)"
	row Processor "$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1), $(grep -c ^processor /proc/cpuinfo) threads"
	row KVM "$(grep -qwE 'vmx|svm' /proc/cpuinfo && echo 'supported by the processor' || echo 'not offered by the processor or its firmware')"
	row Memory "$(awk '$1 == "MemTotal:" { printf "%d MiB", $2 / 1024 }' /proc/meminfo)"
	drives | while read -r line; do row Drive "$line"; done
	[ -n "$(drives)" ] || row Drive "none found"
	for port in $(ports); do
		found=$(address "$port")
		row Network "$port $(cat "/sys/class/net/$port/address") ${found:-no address by DHCP}"
	done
	[ -n "$(ports)" ] || row Network "no Ethernet port found"
	echo
	echo "Deployment over the network is not in this version yet: install from the SmechVisor install medium."
	echo "Commands: summary, get_addresses, reboot -f, poweroff -f."
	echo
}
