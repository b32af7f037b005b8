"""The two may swap their shapes, and each may ask for a longer keeping."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("couples", "0001_initial")]

    operations = [
        migrations.AddField("couple", "shapes_swapped", models.BooleanField(default=False)),
        migrations.AddField("seat", "keep_until", models.DateTimeField(null=True)),
    ]
