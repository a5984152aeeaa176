import { LineChart } from 'echarts/charts'
import { GridSimpleComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

echarts.use([LineChart, GridSimpleComponent, CanvasRenderer])

export { echarts }
