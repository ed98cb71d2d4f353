import type { Backend } from './backend.js';
import { packagesToInstall } from './doctor.js';
import type { Store } from './store.js';
import type { Terminal } from './terminal.js';

/** Looks at the machine, and has what is missing installed where the operator sees it. */
export function createCuring(store: Store, backend: Backend, terminal: Terminal, report: (error: unknown) => void) {
  const { dispatch } = store;

  async function look(): Promise<void> {
    const { profile, target } = store.current();
    dispatch({ type: 'doctor.looking' });
    try {
      const seen = await backend.examine(profile, target);
      if (store.current().profile === profile) dispatch({ type: 'doctor.seen', report: seen });
    } catch (error) {
      dispatch({ type: 'doctor.seen', report: null });
      throw error;
    }
  }

  async function fix(): Promise<void> {
    const packages = packagesToInstall(store.current());
    await terminal.lend((signal) => backend.install(packages, signal));
    await look();
    const still = packagesToInstall(store.current()).filter((name) => packages.includes(name));
    const text =
      still.length === 0
        ? `Installed: ${packages.join(', ')}.`
        : `Still missing after the installation: ${still.join(', ')}. Install what needs them by hand.`;
    dispatch({ type: 'notice', level: still.length === 0 ? 'info' : 'error', text });
  }

  return {
    look: () => void look().catch(report),
    fix: () => void fix().catch(report),
    /** The screen is shown: looks when it was not yet, or when the profile is another one. */
    shown(): void {
      const { doctor, profile } = store.current();
      if (!doctor.looking && doctor.report?.profile !== profile) void look().catch(report);
    },
  };
}
