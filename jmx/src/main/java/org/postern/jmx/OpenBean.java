// SPDX-License-Identifier: Apache-2.0
package org.postern.jmx;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.ImmutableDescriptor;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanConstructorInfo;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanOperationInfo;
import javax.management.ReflectionException;

/**
 * An MBean whose attributes are of open types and can only be read. To clients it is what an MXBean
 * is. There is no interface, through which the JDK would have to call by reflection: that needs an
 * exported package, and has no descriptions. Safe for several threads.
 *
 * @param <T> what the attributes are read from
 */
final class OpenBean<T> implements DynamicMBean {
    private final List<BeanAttribute<T>> attributes;
    private final Supplier<Optional<T>> source;
    private final MBeanInfo info;

    /**
     * A bean of one kind; {@code source} gives what is read now, for all attributes that are asked
     * for together. It is empty once that is gone: all values are null then.
     */
    OpenBean(String description, List<BeanAttribute<T>> attributes, Supplier<Optional<T>> source) {
        this.attributes = attributes;
        this.source = source;
        this.info =
                new MBeanInfo(
                        OpenBean.class.getName(),
                        description,
                        attributes.stream()
                                .map(each -> (MBeanAttributeInfo) each.info())
                                .toArray(MBeanAttributeInfo[]::new),
                        new MBeanConstructorInfo[0],
                        new MBeanOperationInfo[0],
                        new MBeanNotificationInfo[0],
                        new ImmutableDescriptor("mxbean=true"));
    }

    @Override
    public @Nullable Object getAttribute(String name) throws AttributeNotFoundException {
        return value(find(name).orElseThrow(() -> new AttributeNotFoundException(name)), read());
    }

    /** Those that do not exist are left out, as JMX asks for. */
    @Override
    public AttributeList getAttributes(String[] names) {
        Optional<T> from = read();
        AttributeList values = new AttributeList();
        for (String name : names) {
            find(name).ifPresent(each -> values.add(new Attribute(name, value(each, from))));
        }
        return values;
    }

    private Optional<T> read() {
        return source.get();
    }

    private @Nullable Object value(BeanAttribute<T> attribute, Optional<T> from) {
        return from.isPresent() ? attribute.reader().apply(from.get()) : null;
    }

    private Optional<BeanAttribute<T>> find(String name) {
        return attributes.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " cannot be set.");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature)
            throws MBeanException, ReflectionException {
        throw new ReflectionException(
                new NoSuchMethodException(action), "This bean has no operations.");
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return info;
    }
}
