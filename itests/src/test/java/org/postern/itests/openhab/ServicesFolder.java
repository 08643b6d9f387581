// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.openhab;

import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.postern.itests.exam.Inside;

import java.io.IOException;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;

/**
 * What openHAB makes of a file in {@code conf/services}. A double: the bundle of openHAB's own
 * {@code ConfigDispatcher} is not on Maven Central. As that one does, it takes the PID of a factory
 * and a name from the first line, all values as text, and lists from brackets; finds its
 * configuration again by a property of that name; and deletes it with the file.
 */
final class ServicesFolder {

    private static final String PID = "pid:";
    private static final String CONTEXT = "openhab.servicecontext";

    private ServicesFolder() {}

    /** A file of this text appeared, or changed to it. */
    static void written(String text) throws Exception {
        List<String> lines = text.lines().toList();
        String[] pid = factoryAndName(lines.get(0));
        Dictionary<String, Object> values = new Hashtable<>();
        values.put(CONTEXT, pid[1]);
        for (String line : lines.subList(1, lines.size())) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split("=", 2);
                values.put(parts[0].strip(), value(parts[1].strip()));
            }
        }
        Configuration configuration =
                existing(pid).isEmpty()
                        ? admin().createFactoryConfiguration(pid[0], null)
                        : existing(pid).get(0);
        configuration.update(values);
    }

    /** The file whose first line this was is gone. */
    static void deleted(String firstLine) throws Exception {
        for (Configuration each : existing(factoryAndName(firstLine))) {
            each.delete();
        }
    }

    private static String[] factoryAndName(String firstLine) {
        if (!firstLine.startsWith(PID)) {
            throw new IllegalArgumentException(firstLine);
        }
        return firstLine.substring(PID.length()).strip().split("#", 2);
    }

    private static Object value(String text) {
        return text.startsWith("[") && text.endsWith("]")
                ? Arrays.stream(text.substring(1, text.length() - 1).split(","))
                        .map(String::strip)
                        .toList()
                : text;
    }

    private static List<Configuration> existing(String[] pid) throws Exception {
        Configuration[] found =
                admin().listConfigurations(
                                "(&(service.factoryPid=%s)(%s=%s))"
                                        .formatted(pid[0], CONTEXT, pid[1]));
        return found == null ? List.of() : List.of(found);
    }

    private static ConfigurationAdmin admin() throws InterruptedException, IOException {
        return Inside.service(ConfigurationAdmin.class);
    }
}
