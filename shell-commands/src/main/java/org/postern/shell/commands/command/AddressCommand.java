// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.command;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayException;
import org.postern.shell.commands.output.JsonFields;

import java.net.InetAddress;
import java.util.List;

/** {@code address}: the external address, alone on one line. */
final class AddressCommand implements Command {
    @Override
    public Syntax syntax() {
        return Syntax.network("address", "Prints the address under which the internet sees you.");
    }

    @Override
    public Report run(Call call) throws CommandException, GatewayException, InterruptedException {
        Gateway gateway = GatewayLookup.find(call).gateway();
        InetAddress address = gateway.externalAddress();
        return Report.of(
                new JsonFields().put("address", address).put("gateway", gateway.info().id()).map(),
                List.of(address.getHostAddress()));
    }
}
