// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import java.util.List;

/**
 * Writes a table. On a phone its rows are shown as blocks, each cell with the title of its column;
 * the roles keep it a table for screen readers.
 */
final class HtmlTable {
    private final Html html;
    private final List<String> columns;
    private int column;

    private HtmlTable(Html html, List<String> columns) {
        this.html = html;
        this.columns = columns;
    }

    /** Begins a table; the last column may be empty, for buttons. */
    static HtmlTable begin(Html html, String caption, String... columns) {
        html.open("table", "role", "table").element("caption", caption);
        html.open("thead", "role", "rowgroup").open("tr", "role", "row");
        for (String each : columns) {
            if (each.isEmpty()) {
                html.open("th", "role", "columnheader", "scope", "col", "class", "needs-script");
                html.element("span", "Actions", "class", "unseen").close();
            } else {
                html.element("th", each, "role", "columnheader", "scope", "col");
            }
        }
        html.close().close().open("tbody", "role", "rowgroup");
        return new HtmlTable(html, List.of(columns));
    }

    HtmlTable row(String... attributes) {
        column = 0;
        String[] all = new String[attributes.length + 2];
        all[0] = "role";
        all[1] = "row";
        System.arraycopy(attributes, 0, all, 2, attributes.length);
        html.open("tr", all);
        return this;
    }

    /** Begins the next cell of the row, whose content the caller writes. */
    Html cell() {
        String title = columns.get(column++);
        return title.isEmpty()
                ? html.open("td", "role", "cell", "class", "buttons needs-script")
                : html.open("td", "role", "cell", "data-label", title);
    }

    HtmlTable text(String text) {
        cell().text(text).close();
        return this;
    }

    HtmlTable endRow() {
        html.close();
        return this;
    }

    void end() {
        html.close().close();
    }
}
