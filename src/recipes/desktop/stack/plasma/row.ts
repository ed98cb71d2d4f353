import { cmakeTools } from '../../../../build/tools.js';
import { findsDocTools, kde } from '../../kde.js';
import { type Extra, type Group, type Module, row } from '../define.js';

/** How a row of Plasma's tables is written: its name, and what it needs beside what all need. */
export const plasmaRow =
  (...groups: Group[]) =>
  (name: string, needs: string, extra: Extra = {}): Module =>
    row(name, `extra-cmake-modules qtbase ${needs}`, extra, {
      groups,
      steps: kde(extra.options, needs.includes('kdoctools') ? { ...findsDocTools, ...extra.env } : extra.env),
      tools: [...cmakeTools, ...(extra.tools ?? [])],
    });

/** Of what a session needs. */
export const sessionRow = plasmaRow('plasma', 'session');
