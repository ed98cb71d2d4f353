import type { CommandHolder } from '../state/events.js';

/** One connected client, as long as it is connected. */
export type ClientId = symbol;

/** Who has command of a run. Any client may take it, one that lost it is told so when it asks for something. */
export interface Command {
  take: (client: ClientId, who: CommandHolder) => void;
  /** Nothing when another client has it. */
  release: (client: ClientId) => void;
  /** Gives command to a client where nobody has it; else one sentence on who does. */
  claim: (client: ClientId, who: CommandHolder) => string | null;
}

export function createCommand(changed: (holder: CommandHolder | null) => void): Command {
  let holder: { client: ClientId; who: CommandHolder } | null = null;
  const take = (client: ClientId, who: CommandHolder) => {
    if (holder?.client === client) return;
    holder = { client, who };
    changed(who);
  };
  return {
    take,
    release: (client) => {
      if (holder?.client !== client) return;
      holder = null;
      changed(null);
    },
    claim: (client, who) => {
      if (holder !== null && holder.client !== client) {
        const { by, client: name, pid } = holder.who;
        return `${by} has command of this run (${name}, process ${pid}): take it with --take, or by m in the interface.`;
      }
      take(client, who);
      return null;
    },
  };
}
