// A reading of a sensor.
export function read(value: number): number {
  if (value > 2) throw new Error('too large');
  return value;
}
