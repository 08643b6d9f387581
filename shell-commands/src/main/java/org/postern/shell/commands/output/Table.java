// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns of text, each as wide as its widest cell. A column that holds only numbers is set to the
 * right. Put free text into the last column: it is not padded, so that long text wraps harmlessly.
 */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean headed;

    private Table(boolean headed) {
        this.headed = headed;
    }

    /**
     * A table with a line of titles.
     *
     * @param titles one for each column
     * @return an empty table
     */
    public static Table headed(String... titles) {
        return new Table(true).row(titles);
    }

    /**
     * A table without titles.
     *
     * @return an empty table
     */
    public static Table plain() {
        return new Table(false);
    }

    /**
     * Adds a row.
     *
     * @param cells as many as the other rows have
     * @return this table
     */
    public Table row(String... cells) {
        rows.add(List.of(cells).stream().map(PrintableText::of).toList());
        return this;
    }

    /**
     * The table as text.
     *
     * @return one line for each row, without trailing blanks
     */
    public List<String> lines() {
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        List<StringBuilder> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(new StringBuilder()));
        for (int column = 0; column < columns; column++) {
            append(lines, column);
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    private void append(List<StringBuilder> lines, int column) {
        int width = rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
        boolean right = isNumeric(column);
        for (int index = 0; index < lines.size(); index++) {
            String cell = rows.get(index).get(column);
            String padding = " ".repeat(width - width(cell));
            lines.get(index)
                    .append(column == 0 ? "" : GAP)
                    .append(right ? padding + cell : cell + padding);
        }
    }

    private boolean isNumeric(int column) {
        List<String> body = rows.stream().skip(headed ? 1 : 0).map(row -> row.get(column)).toList();
        return !body.isEmpty() && body.stream().allMatch(cell -> cell.matches("\\d+"));
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
