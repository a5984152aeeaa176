import '../ui/tokens.css'
import '../ui/resident.css'
import './score.css'
import { createRoot } from 'react-dom/client'
import { Score } from './score.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(<Score code={decodeURIComponent(location.pathname.split('/')[2] ?? '')} />)
