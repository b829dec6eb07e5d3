package io.alphafair.studies.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ChartTest {
    private static Document parse(String svg) throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void drawsEverySeries() throws Exception {
        Document svg = parse(new Chart("a < b & \"c\"", "x", "y").line("line", new double[]{0, 1}, new double[]{0, 1})
                .steps("steps", new double[]{0, 1}, new double[]{1, 0})
                .points("points", new double[]{0.5, Double.NaN}, new double[]{0.5, 1}, List.of("here", "nowhere"))
                .band(0.2, 0.4, "band").toSvg());
        assertEquals(2, svg.getElementsByTagName("polyline").getLength());
        assertEquals(1, svg.getElementsByTagName("circle").getLength());
        assertTrue(svg.getDocumentElement().getTextContent().contains("a < b & \"c\""));
        assertTrue(!svg.getDocumentElement().getTextContent().contains("nowhere"));
    }

    @Test
    void axesHaveRoundNumbers() {
        assertEquals(List.of(0.0, 0.2, 0.4, 0.6, 0.8, 1.0), new Axis(0, 1, false, 0, 100).ticks());
        assertEquals(List.of(1e-3, 1e-2, 0.1, 1.0), new Axis(1e-3, 1, true, 0, 100).ticks());
        assertEquals("0.001", Axis.label(1e-3));
        assertEquals("1e-8", Axis.label(1e-8));
        assertEquals("250000", Axis.label(250_000));
        assertTrue(new Axis(3, 3, false, 0, 100).ticks().contains(3.0));
    }

    @Test
    void nothingToShowIsAMistake() {
        assertThrows(IllegalStateException.class,
                () -> new Chart("t", "x", "y").logX().line("l", new double[]{0}, new double[]{1}).toSvg());
        assertThrows(IllegalArgumentException.class,
                () -> new Chart("t", "x", "y").line("l", new double[]{0}, new double[]{}));
    }

    @Test
    void barsStandOnZero() throws Exception {
        BarChart chart = new BarChart("bars", "y", List.of("a", "b"), value -> "h" + value)
                .bars("one", new double[]{1, 0}).bars("two", new double[]{2, 4});
        Document svg = parse(chart.toSvg());
        assertEquals(1 + 4 + 2, svg.getElementsByTagName("rect").getLength());
        double[] bottom = new double[4];
        for (int bar = 0; bar < 4; bar++) {
            NamedNodeMap bars = svg.getElementsByTagName("rect").item(1 + bar).getAttributes();
            bottom[bar] = Double.parseDouble(bars.getNamedItem("y").getNodeValue())
                    + Double.parseDouble(bars.getNamedItem("height").getNodeValue());
            assertEquals(bottom[0], bottom[bar], 0.11);
        }
        String text = svg.getDocumentElement().getTextContent();
        assertTrue(text.contains("h4.0") && text.contains("two"), text);
        assertThrows(IllegalArgumentException.class, () -> chart.bars("three", new double[]{-1, 0}));
        assertThrows(IllegalArgumentException.class, () -> chart.bars("four", new double[]{1}));
    }

    @Test
    void heatMapsHaveACellAValue() throws Exception {
        Document svg = parse(new HeatMap("map", List.of("a", "b"), List.of("c", "d", "e"),
                new double[][]{{1, 2, 3}, {4, Double.NaN, 6}}, value -> "v" + (int) value).toSvg());
        assertEquals(6 + 1, svg.getElementsByTagName("rect").getLength());
        String text = svg.getDocumentElement().getTextContent();
        assertTrue(text.contains("v6") && text.contains("-"), text);
        assertThrows(IllegalArgumentException.class, () -> new HeatMap("map", List.of("a"), List.of("b"),
                new double[][]{{1, 2}}, Double::toString));
    }
}
