export const one = 1;
export async function two() {
  return one;
}
