/** Papers of the lists of a week in August 2026, with the upvotes that they had; what their abstracts say is made up. */
import { entry } from '../fakes/hugging-face.ts'

interface Facts {
  readonly id: string
  readonly title: string
  readonly upvotes: number
  readonly summary?: string
  /** The day from which on its code is known. */
  readonly codeSince?: string
}

export const gemma = {
  id: '2608.00146',
  title: 'DiffusionGemma Technical Report',
  upvotes: 13,
  summary: 'A language model that writes many tokens at once, by diffusion instead of one after the other.',
  codeSince: '2026-08-06',
} satisfies Facts

export const dreamTraj = {
  id: '2608.00486',
  title: 'DreamTraj: Generating 6-DoF Object Trajectories by Reading Unrendered Video Diffusion Latents',
  upvotes: 10,
} satisfies Facts

export const aurora = {
  id: '2608.02602',
  title: 'AURORA-LM: Autoencoding Unified Representation for Continuous-Latent Diffusion Language Modeling',
  upvotes: 53,
} satisfies Facts

const swanTale = {
  id: '2608.02023',
  title: 'SwanTale: Unified Multi-Speaker Speech and Audio Generation for Instruct and Zero-Shot Tasks',
  upvotes: 96,
} satisfies Facts

const lists: Readonly<Record<string, readonly Facts[]>> = {
  '2026-07-31': [
    {
      id: '2607.28611',
      title: 'Chimera: Designing and Chinchilla-Scaling Hybrid Visual Diffusion Transformers',
      upvotes: 11,
    },
  ],
  '2026-08-03': [
    {
      id: '2607.23802',
      title:
        'From RLVR to RLSVR: Task Transformation Induces Self-Verifiable Rewards for Open-Ended LLM Self-Improvement',
      upvotes: 58,
    },
    {
      id: '2607.28675',
      title: 'Meshy T2: Fast Native Mesh Generation with Flow Matching',
      upvotes: 34,
    },
  ],
  '2026-08-04': [
    gemma,
    dreamTraj,
    swanTale,
    {
      id: '2608.01964',
      title: 'LongHorizon-Harness: Advancing Long-Horizon Agents for Real-World Tasks',
      upvotes: 93,
    },
  ],
  '2026-08-05': [
    aurora,
    {
      id: '2608.03457',
      title: 'LLaDA MoE v2: Scaling Mixture-of-Experts Diffusion Language Models',
      upvotes: 13,
    },
    {
      id: '2607.28956',
      title: 'MerchantBench: Benchmarking LLM Agents for Long-Term Coherence in E-Commerce Operations',
      upvotes: 67,
    },
  ],
  '2026-08-06': [
    {
      id: '2608.04701',
      title: 'UniWorld-View: Large-Baseline View Synthesis via Video Diffusion Models',
      upvotes: 5,
    },
  ],
  '2026-08-07': [
    {
      id: '2608.05987',
      title: 'AgentOPSD: Recursive Self-Distillation for Agentic Reinforcement Learning',
      upvotes: 51,
    },
  ],
}

/** The lists as they are on a date. */
export function listsOn(today: string): Map<string, unknown[]> {
  const known = Object.entries(lists).filter(([date]) => date <= today)
  return new Map(known.map(([date, papers]) => [date, papers.map(paper => listed(paper, today))]))
}

const listed = (
  { id, title, upvotes, summary = 'An abstract.', codeSince }: Facts,
  today: string,
): Record<string, unknown> =>
  entry(id, {
    title,
    upvotes,
    summary,
    ai_keywords: [],
    projectPage: null,
    githubRepo: codeSince !== undefined && codeSince <= today ? 'https://github.com/example/code' : null,
  })
