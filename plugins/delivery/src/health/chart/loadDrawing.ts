import type uPlot from 'uplot';

/** The drawing library, loaded when the first chart is in sight. */
export async function loadDrawing(): Promise<typeof uPlot> {
  const { default: drawing } = await import('uplot');
  return drawing;
}
