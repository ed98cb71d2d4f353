/** What an error says to an operator. */
export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
