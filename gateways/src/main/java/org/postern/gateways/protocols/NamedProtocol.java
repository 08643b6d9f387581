// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.protocols;

import static org.postern.gateways.logging.GatewaysLog.LOG;

import org.postern.api.control.ControlProtocol;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A control protocol with its name and rank, for which it was asked once, when it was found. */
public record NamedProtocol(String name, int rank, ControlProtocol protocol) {
    /**
     * The first protocol of each name, in the given order, in which the best of each name comes
     * first. One that does not even tell a usable name is left out: anybody can bring a protocol,
     * and a broken one must not stop the others.
     */
    public static List<NamedProtocol> of(List<? extends ControlProtocol> protocols) {
        Map<String, NamedProtocol> byName = new LinkedHashMap<>();
        for (ControlProtocol each : protocols) {
            try {
                String name = each.name();
                if (!isUsable(name)) {
                    throw new IllegalArgumentException("'" + name + "' is no usable name");
                }
                byName.putIfAbsent(name, new NamedProtocol(name, each.rank(), each));
            } catch (RuntimeException | LinkageError e) {
                LOG.log(
                        Level.WARNING,
                        "Control protocol " + each.getClass().getName() + " is not used: " + e);
            }
        }
        return List.copyOf(byName.values());
    }

    /** Those that a query asks for, possibly none; all where {@code wanted} is empty. */
    public static List<NamedProtocol> wanted(List<NamedProtocol> all, String wanted) {
        if (wanted.isEmpty()) {
            return all;
        }
        List<NamedProtocol> found = new ArrayList<>();
        for (NamedProtocol each : all) {
            if (each.name().equals(wanted)) {
                found.add(each);
            }
        }
        return found;
    }

    /** The names, in the same order. */
    public static List<String> names(List<NamedProtocol> protocols) {
        List<String> names = new ArrayList<>();
        for (NamedProtocol each : protocols) {
            names.add(each.name());
        }
        return names;
    }

    /** Small ASCII letters, digits and hyphens. */
    private static boolean isUsable(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
