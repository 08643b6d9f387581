// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Columns of text, each as wide as its widest cell. A column that holds only numbers is set to the
 * right. A table with titles that is too wide for the terminal loses the ends of long cells and
 * then whole columns, as the command allows; one without titles wraps its last column.
 */
public final class Table implements Block {
    private static final String GAP = "  ";

    /** A cell is cut to no less than this. */
    private static final int SHORTEST = 12;

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean headed;
    private List<String> shortened = List.of();
    private List<String> omitted = List.of();

    private Table(boolean headed) {
        this.headed = headed;
    }

    /** A table with a line of titles. */
    public static Table headed(String... titles) {
        return new Table(true).row(titles);
    }

    public static Table plain() {
        return new Table(false);
    }

    /** The columns whose cells may be cut. */
    public Table shortening(String... titles) {
        shortened = List.of(titles);
        return this;
    }

    /** The columns that may be left out, the first one first. */
    public Table omitting(String... titles) {
        omitted = List.of(titles);
        return this;
    }

    /** Adds a row of as many cells as the others have. */
    public Table row(String... cells) {
        rows.add(Arrays.stream(cells).map(PrintableText::of).toList());
        return this;
    }

    /** One line for each row, without trailing spaces; more where a last column is wrapped. */
    @Override
    public List<Line> lines(int columns) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<Integer> shown = IntStream.range(0, rows.get(0).size()).boxed().toList();
        if (!headed) {
            int[] widths = widths();
            return rows.stream().flatMap(row -> wrapped(row, shown, widths, columns)).toList();
        }
        return fitting(shown, columns);
    }

    private List<Line> fitting(List<Integer> all, int columns) {
        List<Integer> shown = new ArrayList<>(all);
        int[] widths = shrunk(shown, columns);
        for (String title : omitted) {
            if (columns <= 0 || total(shown, widths) <= columns) {
                break;
            }
            shown.remove(Integer.valueOf(rows.get(0).indexOf(title)));
            widths = shrunk(shown, columns);
        }
        List<Line> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(new Line(line(row, shown, widths), lines.isEmpty()));
        }
        return lines;
    }

    /** The widths of all columns, after cells were cut as far as is needed and allowed. */
    private int[] shrunk(List<Integer> shown, int columns) {
        int[] widths = widths();
        for (String title : shortened) {
            int column = rows.get(0).indexOf(title);
            int excess = columns <= 0 ? 0 : total(shown, widths) - columns;
            if (shown.contains(column) && excess > 0) {
                int least = Math.min(widths[column], Math.max(SHORTEST, title.length()));
                widths[column] = Math.max(least, widths[column] - excess);
            }
        }
        return widths;
    }

    private int[] widths() {
        return IntStream.range(0, rows.get(0).size())
                .map(
                        column ->
                                rows.stream()
                                        .mapToInt(row -> CellWidth.of(row.get(column)))
                                        .max()
                                        .orElse(0))
                .toArray();
    }

    private static int total(List<Integer> shown, int[] widths) {
        return shown.stream().mapToInt(column -> widths[column] + GAP.length()).sum()
                - GAP.length();
    }

    private Stream<Line> wrapped(List<String> row, List<Integer> shown, int[] widths, int columns) {
        int last = shown.size() - 1;
        int before = total(shown, widths) - widths[last];
        List<String> parts = WordWrap.lines(row.get(last), columns <= 0 ? 0 : columns - before);
        String start = line(row, shown.subList(0, last), widths);
        return IntStream.range(0, parts.size())
                .mapToObj(
                        index -> {
                            String left = index == 0 ? start : "";
                            String padding = " ".repeat(before - CellWidth.of(left));
                            return Line.of((left + padding + parts.get(index)).stripTrailing());
                        });
    }

    private String line(List<String> row, List<Integer> shown, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column : shown) {
            String cell = PrintableText.cut(row.get(column), widths[column]);
            String padding = " ".repeat(widths[column] - CellWidth.of(cell));
            line.append(column == shown.get(0) ? "" : GAP)
                    .append(isNumeric(column) ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private boolean isNumeric(int column) {
        List<String> body = rows.stream().skip(headed ? 1 : 0).map(row -> row.get(column)).toList();
        return !body.isEmpty() && body.stream().allMatch(cell -> cell.matches("\\d+"));
    }
}
