# The disks and partitions of this machine, read from /sys and /proc. Names are without /dev/.

# disk_names: whole disks that could hold a system, usable or not.
disk_names() {
	for dir in "$sys"/block/*; do
		[ -e "$dir/size" ] || continue
		case ${dir##*/} in loop* | ram* | sr* | zram* | fd* | dm-* | md* | nbd*) continue ;; esac
		[ "$(cat "$dir/size")" -gt 0 ] && echo "${dir##*/}"
	done
	return 0
}

# disk_partitions DISK
disk_partitions() {
	for dir in "$sys/block/$1/$1"*; do
		[ -e "$dir/partition" ] && echo "${dir##*/}"
	done
	return 0
}

# disk_of PARTITION: the disk that it is on.
disk_of() {
	for dir in "$sys"/block/*/"$1"; do
		[ -e "$dir/partition" ] || continue
		dir=${dir%/*}
		echo "${dir##*/}"
	done
}

# device_mib NAME: size of a disk or partition; the kernel counts in 512 bytes whatever the disk's sectors are.
device_mib() { echo $(($(cat "$sys/class/block/$1/size") / 2048)); }

# disk_model DISK: vendor and model; a virtual disk's vendor is a bare number.
disk_model() {
	{ cat "$sys/block/$1/device/vendor" "$sys/block/$1/device/model" 2>/dev/null || true; } |
		awk '!/^0x/ { for (i = 1; i <= NF; i++) { printf "%s%s", (any ? " " : ""), $i; any = 1 } }'
}

# readable_size MIB
readable_size() {
	if [ "$1" -ge 10240 ]; then
		echo "$(($1 / 1024)) GiB"
	elif [ "$1" -ge 1024 ]; then
		echo "$(($1 / 1024)).$(($1 % 1024 * 10 / 1024)) GiB"
	else
		echo "$1 MiB"
	fi
}

# disk_title DISK: size and model, for lists.
disk_title() {
	model=$(disk_model "$1")
	echo "$(readable_size "$(device_mib "$1")")${model:+, $model}"
}

# in_use NAME: the disk, or a partition of it, is mounted, is swap, or belongs to a RAID or a volume group.
in_use() {
	for name in "$1" $(disk_partitions "$1"); do
		grep -q "^/dev/$name " "$proc/mounts" "$proc/swaps" 2>/dev/null && return 0
		[ -z "$(ls "$sys/class/block/$name/holders" 2>/dev/null)" ] || return 0
	done
	return 1
}

minimum_mib=2048

# disk_refusal DISK: why nothing can be installed on it; silent where it can.
disk_refusal() {
	if [ ! -e "$sys/block/$1/size" ]; then
		echo "This machine has no disk $1."
	elif [ "$(cat "$sys/block/$1/ro")" != 0 ]; then
		echo "$1 is read-only: lift its write protection first."
	elif [ "$(device_mib "$1")" -lt $minimum_mib ]; then
		echo "$1 is too small ($(readable_size "$(device_mib "$1")")): SmechVisor needs $(readable_size $minimum_mib)."
	elif in_use "$1"; then
		echo "$1 is in use (mounted, swap, RAID or the install medium itself): choose another or release it first."
	fi
}

# usable_disks: those without a refusal.
usable_disks() {
	for disk in $(disk_names); do
		[ -n "$(disk_refusal "$disk")" ] || echo "$disk"
	done
}

# file_system_of NAME: as blkid calls it; nothing where there is none.
file_system_of() { blkid -c /dev/null -s TYPE -o value "$dev/$1" 2>/dev/null || true; }
