import type { Command } from './options.ts';

export const importCommands: [string, Command][] = [];
