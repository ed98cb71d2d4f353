/** As Promise.all, but when one fails it waits for the others, so that nothing goes on that uses what is then cleaned up. Throws the first failure. */
export async function allEnded<T extends readonly unknown[]>(
  work: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  await Promise.allSettled(work);
  return (await Promise.all(work)) as unknown as T;
}
