// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a button that does something at once. The script sends its {@code data-send-…} attributes
 * as parameters.
 */
final class ActionButton {
    private final String label;
    private final List<String> attributes = new ArrayList<>();

    /**
     * A button.
     *
     * @param id by which the focus is kept when the table is replaced
     * @param label what it says
     * @param name what it is for those who hear the label alone
     */
    ActionButton(String id, String label, String name) {
        this.label = label;
        attributes.addAll(List.of("type", "button", "id", "postern-" + id, "aria-label", name));
    }

    ActionButton sends(String parameter, String value) {
        attributes.add("data-send-" + parameter);
        attributes.add(value);
        return this;
    }

    /** What a person is asked before. */
    ActionButton confirms(String question) {
        attributes.add("data-confirm");
        attributes.add(question);
        return this;
    }

    void write(Html html) {
        html.element("button", label, attributes.toArray(String[]::new));
    }
}
