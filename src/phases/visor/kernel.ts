import { failure } from '../../host/errors.js';
import type { View, ViewEntry } from '../../layers/view.js';

export interface Kernel {
  /** As `uname -r` says it. */
  release: string;
  /** Its path in the target, such as boot/vmlinuz-6.12.16. */
  path: string;
  /** Its file on the host. */
  file: string;
}

/** The one kernel of the target: boot/vmlinuz-RELEASE. */
export function findKernel(view: View): Kernel {
  const found = view.match(['boot/vmlinuz-*']);
  const [one, other] = found;
  if (one?.content === undefined) throw failure('The target has no boot/vmlinuz-RELEASE: run compile_kernel first.');
  if (other) {
    throw failure(
      `The target has more than one kernel (${found.map(({ entry }) => entry.path).join(', ')}): keep the one to boot.`,
    );
  }
  return { release: one.entry.path.slice('boot/vmlinuz-'.length), path: one.entry.path, file: one.content };
}

/** A file of the view with its content on the host. */
export const hasContent = (found: ViewEntry): found is ViewEntry & { content: string } => found.content !== undefined;
