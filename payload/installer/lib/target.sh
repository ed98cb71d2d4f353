# From a disk to a mounted root that files can be unpacked into. Needs base.sh, disks.sh and layout.sh.

# Stands on a root file system from its first to its last moment as a target: while it does, the system on it refuses to start.
incomplete_marker=etc/smechvisor/install-incomplete

# release_target TARGET: unmounts what an earlier try has left.
release_target() {
	for dir in "$1/boot/efi" "$1"; do
		while grep -q " $dir " "$proc/mounts"; do umount "$dir" || stop "$dir can't be unmounted: leave that folder in every shell, then retry."; done
	done
}

# wait_for_device NAME: the kernel makes the node a moment after sfdisk is through.
wait_for_device() {
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		[ -b "$dev/$1" ] && return 0
		sleep 1
	done
	stop "The kernel did not take over the new partitions ($1 is missing): restart the machine and install again."
}

# partition_disk DISK SWAP_MIB: erases it. An older system's boot sector goes first, so that nothing half-done starts.
partition_disk() {
	in_use "$1" && stop "$1 is in use: nothing was changed on it."
	wipefs -q -a "$dev/$1"
	dd if=/dev/zero of="$dev/$1" bs=1M count=4 conv=fsync 2>/dev/null
	layout_table "$2" | sfdisk -q "$dev/$1"
	for number in 1 2 3 4; do wait_for_device "$(partition_name "$1" $number)"; done
}

# format_root DEVICE, format_esp DEVICE, format_swap DEVICE
format_root() { mke2fs -q -F -t ext4 -L smechvisor "$dev/$1"; }
format_esp() { mkfs.fat -F 32 -n SMECH_ESP "$dev/$1" >/dev/null; }
format_swap() { mkswap -L smech_swap "$dev/$1" >/dev/null; }

# mount_target TARGET ROOT ESP: marks the root as incomplete at once. ESP may be empty.
mount_target() {
	mkdir -p "$1"
	mount -t ext4 "$dev/$2" "$1"
	mkdir -p "$1/${incomplete_marker%/*}"
	echo "The installation that began here has not come to its end." >"$1/$incomplete_marker"
	sync
	if [ -n "$3" ]; then
		mkdir -p "$1/boot/efi"
		mount -t vfat "$dev/$3" "$1/boot/efi"
	fi
}

# complete_target TARGET: the last step. All is on the disk before the marker goes.
complete_target() {
	sync
	rm -f "$1/$incomplete_marker"
	sync
	release_target "$1"
}
