// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.description;

import static org.postern.simulator.description.Xml.element;

/** Writes a service description document (UDA 1.1, section 2.5). */
public final class ScpdWriter {
    private final StringBuilder out = new StringBuilder(8192);

    private ScpdWriter() {}

    /** The {@code configId} is the number that CONFIGID.UPNP.ORG carries too. */
    public static String write(ServiceModel service, int configId) {
        ScpdWriter writer = new ScpdWriter();
        writer.out
                .append("<?xml version=\"1.0\"?>\n")
                .append("<scpd xmlns=\"urn:schemas-upnp-org:service-1-0\" configId=\"")
                .append(configId)
                .append("\">\n<specVersion><major>1</major><minor>1</minor></specVersion>\n")
                .append("<actionList>\n");
        service.actions().forEach(writer::action);
        writer.out.append("</actionList>\n<serviceStateTable>\n");
        service.variables().forEach(writer::variable);
        writer.out.append("</serviceStateTable>\n</scpd>\n");
        return writer.out.toString();
    }

    private void action(ActionModel action) {
        out.append("<action>").append(element("name", action.name()));
        if (!action.arguments().isEmpty()) {
            out.append("<argumentList>\n");
            action.arguments().forEach(this::argument);
            out.append("</argumentList>");
        }
        out.append("</action>\n");
    }

    private void argument(Argument argument) {
        out.append("<argument>")
                .append(element("name", argument.name()))
                .append(element("direction", argument.in() ? "in" : "out"))
                .append(element("relatedStateVariable", argument.stateVariable()))
                .append("</argument>\n");
    }

    private void variable(StateVariable variable) {
        out.append("<stateVariable sendEvents=\"")
                .append(variable.evented() ? "yes" : "no")
                .append("\">")
                .append(element("name", variable.name()))
                .append(element("dataType", variable.dataType()));
        if (!variable.allowedValues().isEmpty()) {
            out.append("<allowedValueList>");
            variable.allowedValues().forEach(v -> out.append(element("allowedValue", v)));
            out.append("</allowedValueList>");
        }
        variable.range().ifPresent(this::range);
        out.append("</stateVariable>\n");
    }

    private void range(StateVariable.Range range) {
        out.append("<allowedValueRange>")
                .append(element("minimum", Long.toString(range.minimum())))
                .append(element("maximum", Long.toString(range.maximum())))
                .append("</allowedValueRange>");
    }
}
