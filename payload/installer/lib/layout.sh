# The layout of a disk that is all SmechVisor's, as decisions: nothing here touches a disk.
# 1: BIOS boot (GRUB's second part), 2: EFI system partition, 3: swap, 4: root.

# FAT32 on a disk with sectors of 4 KiB needs 260 MiB.
esp_mib=260
bios_boot_type=21686148-6449-6E6F-744E-656564454649
esp_type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B
swap_type=0657FD6D-A4AB-43C4-84E5-0933C84B4F4F
root_type=4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709

# partition_name DISK NUMBER
partition_name() {
	case $1 in
		*[0-9]) echo "${1}p$2" ;;
		*) echo "$1$2" ;;
	esac
}

# swap_mib DISK_MIB MEMORY_MIB: as much as there is memory, but not over an eighth of the disk nor 4 GiB.
swap_mib() {
	set -- $(($1 / 8)) "$2" 4096
	least=$1
	for size in "$@"; do
		[ "$size" -ge "$least" ] || least=$size
	done
	echo "$least"
}

memory_mib() { awk '$1 == "MemTotal:" { printf "%d\n", $2 / 1024 }' "$proc/meminfo"; }

# layout_table SWAP_MIB: for sfdisk; root takes what is left.
layout_table() {
	cat <<-TABLE
		label: gpt
		size=1MiB, type=$bios_boot_type, name="BIOS boot"
		size=${esp_mib}MiB, type=$esp_type, name="EFI system"
		size=${1}MiB, type=$swap_type, name="SmechVisor swap"
		type=$root_type, name="SmechVisor"
	TABLE
}
