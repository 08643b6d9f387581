package org.postern.shell.commands.command;

import org.postern.api.gateway.Gateway;
import org.postern.api.gateway.GatewayInfo;
import org.postern.shell.commands.output.PrintableText;

/** How sentences name a gateway. */
final class Naming {
    private static final int NAME_LENGTH = 60;

    private Naming() {}

    /** Its name and address, such as {@code Fritz!Box (192.168.178.1)}. */
    static String of(Gateway gateway) {
        GatewayInfo info = gateway.info();
        String name = PrintableText.cut(info.name(), NAME_LENGTH);
        String address = info.address().getHostAddress();
        return name.isEmpty() ? "the router " + address : name + " (" + address + ")";
    }
}
