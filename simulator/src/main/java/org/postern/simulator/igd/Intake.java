// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator.igd;

import org.postern.simulator.soap.ActionFault;
import org.postern.simulator.soap.UpnpError;

import java.net.InetAddress;

/** The way of a mapping into the table, past the router's own rules. */
final class Intake {
    private final MappingTable table;
    private final MappingRules rules;

    Intake(MappingTable table, MappingRules rules) {
        this.table = table;
        this.rules = rules;
    }

    /**
     * Takes the mapping.
     *
     * @throws ActionFault as the rules have it; 718 if the port is another client's; {@code full}
     *     if there is no room
     */
    void take(Mapping asked, InetAddress caller, UpnpError full) throws ActionFault {
        rules.check(new Wish(asked, table.all(), caller));
        if (rules.heldByAnother(asked.transport(), asked.externalPort())) {
            throw UpnpError.CONFLICT.fault();
        }
        Mapping taken = rules.taken(asked);
        table.put(taken, full);
        table.remove(held -> rules.ends(taken, held));
    }
}
