/** Keys of the progress view. */
export interface Keys {
  close: () => void;
}

/** Takes keys as they are pressed; Ctrl-C then comes as a key. Nothing to do where stdin is no terminal. */
export function listenToKeys({ interrupt, detach }: { interrupt: () => void; detach: () => void }): Keys {
  const { stdin } = process;
  if (!stdin.isTTY) return { close: () => {} };
  const onData = (data: Buffer) => {
    for (const key of data.toString()) {
      if (key === '\x03') interrupt();
      else if (key === 'd') detach();
    }
  };
  stdin.setRawMode(true);
  stdin.on('data', onData);
  stdin.resume();
  return {
    close: () => {
      stdin.removeListener('data', onData);
      stdin.setRawMode(false);
      stdin.pause();
    },
  };
}
