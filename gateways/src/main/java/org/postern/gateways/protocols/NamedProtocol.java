// SPDX-License-Identifier: Apache-2.0
package org.postern.gateways.protocols;

import org.postern.api.control.ControlProtocol;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A control protocol with its name and rank, for which it was asked once, when it was found. */
public record NamedProtocol(String name, int rank, ControlProtocol protocol) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+");
    private static final Logger LOG = System.getLogger("org.postern.gateways");

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
                if (!NAME.matcher(name).matches()) {
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
        return all.stream().filter(each -> wanted.isEmpty() || each.name().equals(wanted)).toList();
    }
}
