// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.postern.igd.control.PlainUpnpProvider;
import org.postern.igd.control.xml.XmlReader;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** Reads a description for the first time in this JVM, and prints the nanoseconds that took. */
final class FirstRead {
    private FirstRead() {}

    public static void main(String[] arguments) throws Exception {
        byte[] document = Fixture.document("description.xml");
        boolean jdk = arguments[0].equals("jdk");
        LongSupplier clock = arguments[1].equals("processor") ? processor() : System::nanoTime;
        // Opens the jar, as a process has before it comes to read a description.
        Class.forName(PlainUpnpProvider.class.getName());
        long start = clock.getAsLong();
        if (jdk) {
            StaxReader.read(document);
        } else {
            XmlReader.read(document);
        }
        System.out.println(clock.getAsLong() - start);
    }

    /** Of this thread alone. */
    private static LongSupplier processor() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadCpuTime();
        return threads::getCurrentThreadCpuTime;
    }
}
