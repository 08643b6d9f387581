// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import org.apache.felix.inventory.Format;
import org.apache.felix.inventory.InventoryPrinter;
import org.postern.web.console.status.ConsoleStatus;
import org.postern.web.console.status.StatusJson;
import org.postern.web.console.status.StatusReader;
import org.postern.web.console.status.StatusText;

import java.io.PrintWriter;

/** The status for Felix' inventory: a status page, and a file in its archive. Asks nobody. */
final class StatusPrinter implements InventoryPrinter {
    private final StatusReader reader;

    StatusPrinter(StatusReader reader) {
        this.reader = reader;
    }

    @Override
    public void print(PrintWriter writer, Format format, boolean isZip) {
        ConsoleStatus status = reader.read();
        writer.print(format == Format.JSON ? StatusJson.of(status) : StatusText.of(status));
    }
}
