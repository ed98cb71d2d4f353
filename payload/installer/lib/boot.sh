# The boot loader, for BIOS and UEFI alike: a disk may move to another machine.

# can_boot_bios DISK: there is room for GRUB's second part, in a BIOS boot partition or, with an MBR, before the first partition.
can_boot_bios() {
	table=$(sfdisk -d "$dev/$1" 2>/dev/null) || return 1
	echo "$table" | grep -qi "type=$bios_boot_type" && return 0
	echo "$table" | grep -qx 'label: dos' || return 1
	first=$(echo "$table" | sed -n 's/.*start= *\([0-9]*\).*/\1/p' | sort -n | head -n 1)
	[ "${first:-0}" -ge 2048 ]
}

# keep_other_loader ESP_FOLDER: another system's loader at the path that every firmware starts is kept beside ours.
keep_other_loader() {
	loader=$1/EFI/BOOT/BOOTX64.EFI
	[ -e "$loader" ] || return 0
	[ -e "$loader.before-smechvisor" ] || cp "$loader" "$loader.before-smechvisor"
}

# install_grub TARGET DISK: what it can be started by: BIOS where there is room, UEFI where the ESP is mounted.
install_grub() {
	mkdir -p "$1/boot/grub"
	update-grub "$1"
	done=
	if can_boot_bios "$2"; then
		grub-install --target=i386-pc --boot-directory="$1/boot" "$dev/$2"
		done="$done BIOS"
	fi
	if grep -q " $1/boot/efi " "$proc/mounts"; then
		# The removable-media path, and nothing in the firmware's variables: it starts in any machine.
		grub-install --target=x86_64-efi --boot-directory="$1/boot" --efi-directory="$1/boot/efi" --removable --no-nvram
		done="$done UEFI"
	fi
	[ -n "$done" ] || stop "No way to start $2: it has neither a BIOS boot partition nor an EFI system partition."
	echo "The boot loader is installed for:$done"
}

# check_bootable TARGET: what the first start needs is there, and not empty.
check_bootable() {
	for file in "$1"/boot/vmlinuz-* "$1/boot/grub/grub.cfg" "$1/etc/fstab" "$1/etc/inittab" "$1/etc/shadow"; do
		[ -s "$file" ] || stop "$file is missing or empty on the disk: the installation is not complete."
	done
	# A link there may be absolute.
	[ -e "$1/sbin/init" ] || [ -L "$1/sbin/init" ] || stop "$1/sbin/init is missing on the disk."
}
