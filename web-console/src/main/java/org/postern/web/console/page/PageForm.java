// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import java.util.List;

/** Writes the fields of a form, each with its label. */
final class PageForm {
    private final Html html;
    private final String prefix;

    /**
     * Fields of one form.
     *
     * @param name tells the fields of several forms apart
     */
    PageForm(Html html, String name) {
        this.html = html;
        this.prefix = "postern-" + name + "-";
    }

    void number(String name, String label) {
        number(name, label, "");
    }

    /** Text of digits: a field of the type number changes its value when a mouse wheel turns. */
    void number(String name, String label, String value) {
        label(name, label);
        html.empty(
                "input",
                "id",
                prefix + name,
                "name",
                name,
                "inputmode",
                "numeric",
                "size",
                "7",
                "maxlength",
                "7",
                "autocomplete",
                "off",
                "value",
                value);
        html.close();
    }

    void text(String name, String label, String longest) {
        label(name, label);
        html.empty(
                "input",
                "id",
                prefix + name,
                "name",
                name,
                "maxlength",
                longest,
                "autocomplete",
                "off");
        html.close();
    }

    void checkbox(String name, String label) {
        html.open("div", "class", "field tick");
        html.empty("input", "type", "checkbox", "id", prefix + name, "name", name, "value", "true");
        html.element("label", label, "for", prefix + name).close();
    }

    void choice(String name, String label, List<String> values) {
        label(name, label);
        html.open("select", "id", prefix + name, "name", name);
        values.forEach(each -> html.element("option", each));
        html.close().close();
    }

    /** A choice that may be left open. */
    void choice(String name, String label, String none, List<String> values) {
        label(name, label);
        html.open("select", "id", prefix + name, "name", name);
        html.element("option", none, "value", "");
        values.forEach(each -> html.element("option", each));
        html.close().close();
    }

    private void label(String name, String label) {
        html.open("div", "class", "field").element("label", label, "for", prefix + name);
    }
}
