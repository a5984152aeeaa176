import { lengthOf, type Tone } from './tones.ts'

/** Louder than the noise of numbers, softer than anybody hears. */
const testGain = 0.001
const heardFrom = 0.0002
/** Samples of what was played that a measurement looks back on: more than half a second. */
const looksBack = 32_768

export type Played = 'heard' | 'blocked' | 'broken'

/**
 * The loudspeaker of this page. What it plays is measured on its way out: a browser that forbids sound, a context that stands still
 * and a graph that is silent are told apart. Whether the room's loudspeaker is plugged in only a person can say.
 */
export class Player {
  private readonly context: AudioContext
  private readonly out: GainNode
  private readonly meter: AnalyserNode
  private readonly samples: Float32Array<ArrayBuffer>

  /** @throws where this browser has no sound at all */
  constructor() {
    this.context = new AudioContext()
    this.out = new GainNode(this.context, { gain: 1 })
    this.meter = new AnalyserNode(this.context, { fftSize: looksBack })
    this.samples = new Float32Array(this.meter.fftSize)
    this.out.connect(this.meter).connect(this.context.destination)
  }

  /** After somebody touched the page the browser lets it sound. */
  async unlock(): Promise<void> {
    if (this.context.state !== 'running') await this.context.resume()
  }

  /** Plays it at a volume from 0 to 1; resolves when it is over with what came of it. */
  async play(tone: Tone, volume: number): Promise<Played> {
    if (this.context.state !== 'running') return 'blocked'
    const start = this.context.currentTime + 0.02
    for (const { at, length, hertz } of tone.pulses) this.pulse(start + at, length, hertz, volume * volume * 0.5)
    return this.measured(lengthOf(tone))
  }

  /** A pulse too soft to be heard through all that a tone goes through. */
  async test(): Promise<Played> {
    if (this.context.state !== 'running') return 'blocked'
    this.pulse(this.context.currentTime + 0.02, 0.2, 440, testGain)
    return this.measured(0.2)
  }

  async close(): Promise<void> {
    if (this.context.state !== 'closed') await this.context.close()
  }

  private pulse(at: number, length: number, hertz: number, volume: number): void {
    const gain = new GainNode(this.context, { gain: 0 })
    const tone = new OscillatorNode(this.context, { type: 'triangle', frequency: hertz })
    gain.gain.setValueAtTime(0, at)
    gain.gain.linearRampToValueAtTime(volume, at + 0.01)
    gain.gain.setValueAtTime(volume, at + length - 0.02)
    gain.gain.linearRampToValueAtTime(0, at + length)
    tone.connect(gain).connect(this.out)
    tone.start(at)
    tone.stop(at + length)
    tone.onended = () => gain.disconnect()
  }

  private async measured(seconds: number): Promise<Played> {
    const began = this.context.currentTime
    await new Promise((later) => setTimeout(later, seconds * 1000 + 150))
    if (this.context.state !== 'running') return 'blocked'
    if (this.context.currentTime <= began) return 'broken'
    this.meter.getFloatTimeDomainData(this.samples)
    return this.samples.some((sample) => Math.abs(sample) > heardFrom) ? 'heard' : 'broken'
  }
}
