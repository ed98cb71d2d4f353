import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packageFile } from '../../src/host/package.js';

const linesOf = (profile: string) =>
  readFileSync(packageFile(`config/kernel/${profile}.config`), 'utf8')
    .trimEnd()
    .split('\n');
const settingsOf = (lines: string[]) => lines.filter((line) => /^(?:CONFIG_|# CONFIG_)/.test(line));
const symbolOf = (line: string) => /CONFIG_\w+/.exec(line)?.[0] ?? '';

describe.each(['smechvisor', 'smechos'])("%s's kernel fragment", (profile) => {
  const lines = linesOf(profile);
  const settings = settingsOf(lines);

  it('has settings, comments and blank lines, each symbol once', () => {
    for (const line of lines) {
      expect(line).toMatch(
        /^(?:CONFIG_[A-Za-z0-9_]+=(?:[ym]|\d+|"[^"]*")|# CONFIG_[A-Za-z0-9_]+ is not set|#+(?: .+)?|)$/,
      );
    }
    const symbols = settings.map(symbolOf);
    expect(symbols.filter((symbol, index) => symbols.indexOf(symbol) !== index)).toEqual([]);
  });

  it('builds in what finds the root, shows a console and runs guests', () => {
    const needed = [
      ...[
        'KVM_INTEL',
        'KVM_AMD',
        'VFIO_PCI',
        'IOMMUFD',
        'INTEL_IOMMU',
        'AMD_IOMMU',
        'IRQ_REMAP',
        'VHOST_NET',
        'VHOST_VSOCK',
        'TUN',
        'BRIDGE',
      ],
      ...[
        'VIRTIO_PCI',
        'VIRTIO_BLK',
        'VIRTIO_NET',
        'VIRTIO_CONSOLE',
        'SCSI_VIRTIO',
        'BLK_DEV_NVME',
        'SATA_AHCI',
        'USB_STORAGE',
      ],
      ...[
        'EXT4_FS',
        'VFAT_FS',
        'SQUASHFS_ZSTD',
        'ISO9660_FS',
        'OVERLAY_FS',
        'TMPFS',
        'DEVTMPFS_MOUNT',
        'BLK_DEV_LOOP',
        'EFI_PARTITION',
      ],
      ...['EFI_STUB', 'BLK_DEV_INITRD', 'RD_ZSTD', 'SERIAL_8250_CONSOLE', 'FRAMEBUFFER_CONSOLE', 'VGA_CONSOLE'],
    ];
    for (const symbol of needed) expect(settings).toContain(`CONFIG_${symbol}=y`);
  });
});

it("a workstation's kernel has RDNA, a desktop's devices, and lets the root be checked while it is mounted", () => {
  const settings = settingsOf(linesOf('smechos'));
  for (const symbol of ['DRM_AMDGPU=m', 'DRM_AMD_DC=y', 'DRM_VIRTIO_GPU=y', 'INPUT_EVDEV=y', 'BLK_DEV_WRITE_MOUNTED=y'])
    expect(settings).toContain(`CONFIG_${symbol}`);
});
