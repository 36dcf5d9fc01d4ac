import {
  BarChart,
  LineChart,
  ScatterChart,
  type BarSeriesOption,
  type LineSeriesOption,
  type ScatterSeriesOption,
} from 'echarts/charts';
import {
  GraphicComponent,
  GridComponent,
  MarkLineComponent,
  TooltipComponent,
  type GraphicComponentOption,
  type GridComponentOption,
  type MarkLineComponentOption,
  type TooltipComponentOption,
} from 'echarts/components';
import * as echarts from 'echarts/core';
import type { ComposeOption } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

/** Only the parts that are drawn; loaded when a chart is first shown. */
echarts.use([
  LineChart,
  BarChart,
  ScatterChart,
  GraphicComponent,
  GridComponent,
  TooltipComponent,
  MarkLineComponent,
  SVGRenderer,
  LabelLayout,
]);

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | ScatterSeriesOption
  | GraphicComponentOption
  | GridComponentOption
  | TooltipComponentOption
  | MarkLineComponentOption
>;
export { echarts };
