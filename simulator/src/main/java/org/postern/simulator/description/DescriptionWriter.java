// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.description;

import static org.postern.simulator.description.Xml.element;

/** Writes the device description document (UDA 1.1, section 2.3). */
public final class DescriptionWriter {
    private final StringBuilder out = new StringBuilder(4096);

    private DescriptionWriter() {}

    /** The {@code configId} is the number that CONFIGID.UPNP.ORG carries too. */
    public static String write(DeviceModel root, int configId) {
        DescriptionWriter writer = new DescriptionWriter();
        writer.out
                .append("<?xml version=\"1.0\"?>\n")
                .append("<root xmlns=\"urn:schemas-upnp-org:device-1-0\" configId=\"")
                .append(configId)
                .append("\">\n<specVersion><major>1</major><minor>1</minor></specVersion>\n");
        writer.device(root);
        writer.out.append("</root>\n");
        return writer.out.toString();
    }

    private void device(DeviceModel device) {
        out.append("<device>\n");
        line("deviceType", device.type());
        line("friendlyName", device.friendlyName());
        line("manufacturer", "Postern");
        line("modelDescription", "Simulated Internet gateway");
        line("modelName", "Simulated router");
        line("modelNumber", "1");
        line("UDN", device.udn());
        if (!device.services().isEmpty()) {
            out.append("<serviceList>\n");
            device.services().forEach(this::service);
            out.append("</serviceList>\n");
        }
        if (!device.devices().isEmpty()) {
            out.append("<deviceList>\n");
            device.devices().forEach(this::device);
            out.append("</deviceList>\n");
        }
        out.append("</device>\n");
    }

    private void service(ServiceModel service) {
        out.append("<service>\n");
        line("serviceType", service.type());
        line("serviceId", service.id());
        line("SCPDURL", service.scpdPath());
        line("controlURL", service.controlPath());
        line("eventSubURL", service.eventPath());
        out.append("</service>\n");
    }

    private void line(String name, String text) {
        out.append(element(name, text)).append('\n');
    }
}
