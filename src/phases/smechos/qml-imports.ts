/** Modules that a .qml or .js file imports by name, each once. Folders, files and scripts beside it are none. */
export function qmlImports(text: string): string[] {
  const found = new Set<string>();
  for (const [, uri = ''] of text.matchAll(/^[ \t]*(?:\.?import)[ \t]+([A-Za-z_][\w.]*)/gm)) found.add(uri);
  return [...found];
}

/** Modules that a qmldir says its own needs. */
export function qmldirNeeds(text: string): string[] {
  const found = new Set<string>();
  for (const [, uri = ''] of text.matchAll(/^(?:depends|(?:default |optional )?import)[ \t]+([A-Za-z_][\w.]*)/gm))
    found.add(uri);
  return [...found];
}
