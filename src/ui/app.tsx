import { Box, useInput, usePaste, useWindowSize } from 'ink';
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react';
import { Footer } from './components/footer.js';
import { Line } from './components/line.js';
import { LookContext } from './components/look.js';
import type { Controller } from './controller.js';
import { keyNames } from './key-name.js';
import type { Model } from './model.js';
import { HelpScreen } from './screens/help.js';
import { LogScreen } from './screens/log.js';
import { PaletteScreen } from './screens/palette.js';
import { PhasesScreen } from './screens/phases.js';
import { ProfileScreen } from './screens/profile.js';
import { RunScreen } from './screens/run.js';
import type { Store } from './store.js';
import type { Glyphs } from './theme.js';

interface Props {
  store: Store;
  controller: Controller;
  glyphs: Glyphs;
  /** Called once keys are taken: for what drives the program by a terminal. */
  onReady: () => void;
}

/** The whole screen: exactly the terminal's rows, so that nothing scrolls and nothing is cleared. */
export function App({ store, controller, glyphs, onReady }: Props) {
  const model = useSyncExternalStore(store.subscribe, store.snapshot);
  const { columns, rows } = useWindowSize();
  const look = useMemo(() => ({ glyphs, columns, rows }), [glyphs, columns, rows]);
  useEffect(onReady, [onReady]);
  useInput((input, key) => {
    for (const name of keyNames(input, key)) controller.key(name);
  });
  usePaste(controller.paste);
  const profile = model.profiles.find((candidate) => candidate.name === model.profile);
  return (
    <LookContext value={look}>
      <Box flexDirection="column" height={rows} width={columns} overflow="hidden">
        <Line
          inverse
          pieces={[
            { text: ` SmechDeploy  ${profile?.title ?? model.profile}`, bold: true },
            { text: titleOf(model), width: Math.min(44, columns - 30) },
          ]}
        />
        <Box flexDirection="column" flexGrow={1} overflow="hidden">
          {model.palette ? <PaletteScreen model={model} palette={model.palette} /> : screenOf(model)}
        </Box>
        <Footer model={model} />
      </Box>
    </LookContext>
  );
}

function screenOf(model: Model): ReactNode {
  switch (model.screen) {
    case 'profile':
      return <ProfileScreen model={model} />;
    case 'phases':
      return <PhasesScreen model={model} />;
    case 'run':
      return <RunScreen model={model} />;
    case 'log':
      return <LogScreen model={model} />;
    case 'help':
      return <HelpScreen model={model} />;
  }
}

function titleOf({ run }: Model): string {
  return run ? `run ${run.id} ${run.cancelling && run.endedAt === null ? 'cancelling' : run.state} ` : '';
}
