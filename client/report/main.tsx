import '../ui/tokens.css'
import '../ui/resident.css'
import './report.css'
import { createRoot } from 'react-dom/client'
import { Report } from './report.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(<Report path={location.pathname} />)
