import { Box, Text, useApp, useInput, useIsScreenReaderEnabled, usePaste, useWindowSize } from 'ink';
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react';
import { Footer } from './components/footer.js';
import { Line } from './components/line.js';
import { type Look, LookContext, lookFor } from './components/look.js';
import type { Controller } from './controller.js';
import { keyNames } from './key-name.js';
import type { Model } from './model.js';
import { DoctorScreen } from './screens/doctor.js';
import { FailureScreen } from './screens/failure.js';
import { HelpScreen } from './screens/help.js';
import { HistoryScreen } from './screens/history.js';
import { HistoryRunScreen } from './screens/history-run.js';
import { LogScreen } from './screens/log.js';
import { PaletteScreen } from './screens/palette.js';
import { PhaseScreen } from './screens/phase.js';
import { PhasesScreen } from './screens/phases.js';
import { ProfileScreen } from './screens/profile.js';
import { RunScreen } from './screens/run.js';
import { SettingsScreen } from './screens/settings.js';
import { screenTitle } from './screens.js';
import type { Store } from './store.js';
import type { Terminal } from './terminal.js';

interface Props {
  store: Store;
  controller: Controller;
  terminal: Terminal;
  env: NodeJS.ProcessEnv;
  /** Called once keys are taken: for what drives the program by a terminal. */
  onReady: () => void;
}

const LEAST = { columns: 60, rows: 15 };

/** The whole screen: exactly the terminal's rows, so that nothing scrolls and nothing is cleared. */
export function App({ store, controller, terminal, env, onReady }: Props) {
  const model = useSyncExternalStore(store.subscribe, store.snapshot);
  const { columns, rows } = useWindowSize();
  const tooSmall = columns < LEAST.columns || rows < LEAST.rows;
  const aloud = useIsScreenReaderEnabled();
  const look = useMemo(
    () => lookFor(env, model.preferences, { columns, rows }, aloud),
    [env, model.preferences, columns, rows, aloud],
  );
  const { suspendTerminal } = useApp();
  useEffect(() => terminal.attach(suspendTerminal), [terminal, suspendTerminal]);
  useEffect(() => controller.resized(columns, rows), [controller, columns, rows]);
  useEffect(onReady, [onReady]);
  useInput((input, key) => {
    // Nothing is done blindly while the screen can't be shown.
    const leaving = (name: string) => name === 'q' || name === 'ctrl-c';
    for (const name of keyNames(input, key)) {
      if (!tooSmall) controller.key(name);
      else if (leaving(name)) controller.leave();
    }
  });
  usePaste(controller.paste);
  if (tooSmall) return <TooSmall columns={columns} rows={rows} />;
  return <Frame model={model} look={look} />;
}

/** All that is on the screen. */
export function Frame({ model, look }: { model: Model; look: Look }) {
  const { columns, rows, aloud, whole } = look;
  const profile = model.profiles.find((candidate) => candidate.name === model.profile);
  return (
    <LookContext value={look}>
      <Box flexDirection="column" {...(whole ? {} : { height: rows, width: columns })} overflow="hidden">
        <Line
          inverse={!aloud}
          pieces={[
            {
              text: ` ${columns < 80 ? '' : 'SmechDeploy  '}${profile?.title ?? model.profile}  ${screenTitle(model.screen)}`,
              bold: true,
            },
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

function TooSmall({ columns, rows }: { columns: number; rows: number }) {
  return (
    <Box height={rows} width={columns} overflow="hidden">
      <Text>
        {`This terminal has ${columns}x${rows} cells, the interface needs ${LEAST.columns}x${LEAST.rows}: make it larger. q leaves; a run goes on.`}
      </Text>
    </Box>
  );
}

function screenOf(model: Model): ReactNode {
  switch (model.screen) {
    case 'profile':
      return <ProfileScreen model={model} />;
    case 'phases':
      return <PhasesScreen model={model} />;
    case 'phase':
      return <PhaseScreen model={model} />;
    case 'run':
      return <RunScreen model={model} />;
    case 'history':
      return <HistoryScreen model={model} />;
    case 'historyRun':
      return <HistoryRunScreen model={model} />;
    case 'doctor':
      return <DoctorScreen model={model} />;
    case 'settings':
      return <SettingsScreen model={model} />;
    case 'failure':
      return <FailureScreen model={model} />;
    case 'log':
      return <LogScreen model={model} />;
    case 'help':
      return <HelpScreen model={model} />;
  }
}

function titleOf({ run }: Model): string {
  return run ? `run ${run.id} ${run.cancelling && run.endedAt === null ? 'cancelling' : run.state} ` : '';
}
