# What machine this is, as lines for a screen. Needs disks.sh.

row() { printf '%-11s %s\n' "$1" "$2"; }

# network_ports: Ethernet ports with hardware behind them.
network_ports() {
	for dir in "$sys"/class/net/*; do
		[ -e "$dir/device" ] && [ "$(cat "$dir/type")" = 1 ] && echo "${dir##*/}"
	done
	return 0
}

# port_title PORT: address, driver and whether a cable is in.
port_title() {
	dir=$sys/class/net/$1
	driver=$(readlink "$dir/device/driver" 2>/dev/null || true)
	case $(cat "$dir/carrier" 2>/dev/null || true) in
		1) link='link up' ;;
		0) link='no link' ;;
		*) link='not started' ;;
	esac
	echo "$(cat "$dir/address")${driver:+, ${driver##*/}}, $link"
}

firmware() { [ -d "$sys/firmware/efi" ] && echo UEFI || echo BIOS; }

kvm_state() {
	if [ -e "$dev/kvm" ]; then
		echo "ready"
	elif grep -qwE 'vmx|svm' "$proc/cpuinfo"; then
		echo "the processor has it, the kernel could not start it"
	else
		echo "not offered by the processor or its firmware"
	fi
}

iommu_state() {
	groups=$(ls "$sys/kernel/iommu_groups" 2>/dev/null | wc -l)
	[ "$groups" -gt 0 ] && echo "on, $groups groups" || echo "off: no device can be given to a guest"
}

hardware_summary() {
	row Machine "$(cat "$sys/class/dmi/id/sys_vendor" "$sys/class/dmi/id/product_name" 2>/dev/null | tr '\n' ' ')"
	row Firmware "$(firmware)"
	row Processor "$(sed -n 's/^model name[[:space:]]*: //p' "$proc/cpuinfo" | head -n 1), $(grep -c ^processor "$proc/cpuinfo") threads"
	row Memory "$(readable_size "$(memory_mib)")"
	row KVM "$(kvm_state)"
	row IOMMU "$(iommu_state)"
	for disk in $(disk_names); do
		refusal=$(disk_refusal "$disk")
		row Disk "$disk: $(disk_title "$disk")${refusal:+ (not usable)}"
	done
	[ -n "$(disk_names)" ] || row Disk "none found"
	for port in $(network_ports); do row Network "$port: $(port_title "$port")"; done
	[ -n "$(network_ports)" ] || row Network "no Ethernet port found"
}
